//! The numbers that a file can hold.

/// A number with NumPy's name for it. Nobody else can add one: files of other kinds are not read.
pub trait Item: Copy + sealed::Sealed {
    /// NumPy's name, as in `<f8`.
    const DESCR: &str;
    /// Its bytes.
    const SIZE: usize;

    /// Little-endian, as many as its size.
    fn to_bytes(self) -> impl AsRef<[u8]>;

    /// From exactly as many bytes as its size.
    fn from_bytes(bytes: &[u8]) -> Self;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! item {
    ($($number:ty: $descr:literal),*) => {$(
        impl sealed::Sealed for $number {}

        impl Item for $number {
            const DESCR: &str = $descr;
            const SIZE: usize = size_of::<$number>();

            fn to_bytes(self) -> impl AsRef<[u8]> {
                self.to_le_bytes()
            }

            fn from_bytes(bytes: &[u8]) -> Self {
                Self::from_le_bytes(bytes.try_into().expect("the caller cuts it to its size"))
            }
        }
    )*};
}

item!(f64: "<f8", f32: "<f4", u32: "<u4", i64: "<i8", u16: "<u2");
