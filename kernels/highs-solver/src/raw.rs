//! The pointer, and nothing but calls through it.
#![expect(unsafe_code, reason = "HiGHS is reached through its C interface")]

use std::ffi::{CStr, CString, c_void};

use highs_sys as highs;

/// An instance of HiGHS; destroyed with this.
pub(crate) struct Raw(*mut c_void);

impl Raw {
    pub(crate) fn new() -> Self {
        // SAFETY: takes nothing; what it returns lives until it is destroyed below.
        Self(unsafe { highs::Highs_create() })
    }

    pub(crate) fn pointer(&self) -> *mut c_void {
        self.0
    }

    /// Sets an option; ours are all known to HiGHS, which a test proves.
    pub(crate) fn text(&self, name: &str, value: &str) -> bool {
        let (name, value) = (c_string(name), c_string(value));
        // SAFETY: both strings end with a NUL and outlive the call.
        accepted(unsafe { highs::Highs_setStringOptionValue(self.0, name.as_ptr(), value.as_ptr()) })
    }

    pub(crate) fn integer(&self, name: &str, value: i32) -> bool {
        let name = c_string(name);
        // SAFETY: the string ends with a NUL and outlives the call.
        accepted(unsafe { highs::Highs_setIntOptionValue(self.0, name.as_ptr(), value) })
    }

    pub(crate) fn flag(&self, name: &str, value: i32) -> bool {
        let name = c_string(name);
        // SAFETY: the string ends with a NUL and outlives the call.
        accepted(unsafe { highs::Highs_setBoolOptionValue(self.0, name.as_ptr(), value) })
    }

    pub(crate) fn number(&self, name: &str, value: f64) -> bool {
        let name = c_string(name);
        // SAFETY: the string ends with a NUL and outlives the call.
        accepted(unsafe { highs::Highs_setDoubleOptionValue(self.0, name.as_ptr(), value) })
    }

    /// A count of the last run; HiGHS says -1 where it has none.
    pub(crate) fn count(&self, name: &str) -> u64 {
        let (name, mut value) = (c_string(name), 0);
        // SAFETY: the string ends with a NUL, and `value` is a place for one integer.
        let status = unsafe { highs::Highs_getIntInfoValue(self.0, name.as_ptr(), &raw mut value) };
        if accepted(status) { u64::try_from(value).unwrap_or(0) } else { 0 }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // SAFETY: the pointer came from `Highs_create` and is destroyed once.
        unsafe { highs::Highs_destroy(self.0) }
    }
}

/// Is this no error? Warnings are: HiGHS warns of a basis that it repairs, and of numbers that it calls small.
pub(crate) fn accepted(status: i32) -> bool {
    status == highs::STATUS_OK || status == highs::STATUS_WARNING
}

/// The version of HiGHS that is linked.
pub fn version() -> String {
    // SAFETY: returns a static string that ends with a NUL.
    unsafe { CStr::from_ptr(highs::Highs_version()) }.to_string_lossy().into_owned()
}

fn c_string(text: &str) -> CString {
    CString::new(text).expect("names of options hold no NUL")
}
