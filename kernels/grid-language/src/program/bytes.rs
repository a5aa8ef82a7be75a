//! A program as bytes, for a cache on disk. Nothing that is read is believed: slots must be written before they are read, and the
//! table of primitives must be the one that they were written with.

use std::sync::LazyLock;

use super::{Call, Callee, Loaded, MAX_ARGUMENTS, MAX_CALLS, Program};
use crate::{Constant, Primitive};

const MAGIC: [u8; 4] = *b"grid";
const VERSION: u8 = 1;
/// The checksum at the end.
const CHECK: usize = size_of::<u64>();

/// Why bytes are no program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// They begin in another way.
    #[error("these bytes are no program: they do not begin with `grid`")]
    Magic,
    /// Of another version of this format.
    #[error(
        "the bytes of this program are of version {0}, and version {VERSION} is read here: compile it again"
    )]
    Version(u8),
    /// Other primitives or constants than now.
    #[error("this program was compiled for another table of primitives: compile it again")]
    Table,
    /// Not what was written.
    #[error("the checksum of this program does not hold, so its bytes are damaged: compile it again")]
    Checksum,
    /// Bytes that make no sense.
    #[error("byte {at} of this program: {what}")]
    Invalid {
        /// Where.
        at: usize,
        /// What is wrong.
        what: &'static str,
    },
}

impl Program {
    /// All of it, with a version and a checksum.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::from(MAGIC);
        bytes.push(VERSION);
        bytes.extend(table().to_le_bytes());
        let number = |bytes: &mut Vec<u8>, number: usize| bytes.extend((number as u16).to_le_bytes());
        number(&mut bytes, self.name.len());
        bytes.extend(self.name.as_bytes());
        number(&mut bytes, self.loaded.len());
        for loaded in &self.loaded {
            bytes.extend(match loaded {
                Loaded::Constant(constant) => [0, constant.id()],
                Loaded::Primitive(primitive) => [1, primitive.id()],
            });
        }
        number(&mut bytes, self.calls.len());
        for call in &self.calls {
            let (kind, callee) = match call.callee {
                Callee::Primitive(primitive) => (0, u16::from(primitive.id())),
                Callee::Slot(slot) => (1, slot),
            };
            bytes.extend([kind, call.given]);
            bytes.extend(callee.to_le_bytes());
            bytes.extend(call.line.to_le_bytes());
            bytes.extend(call.arguments().iter().flat_map(|slot| slot.to_le_bytes()));
        }
        bytes.extend(self.answer.to_le_bytes());
        let check = checksum(&bytes);
        bytes.extend(check.to_le_bytes());
        bytes
    }

    /// What [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// Where it did not write them, or wrote them for another version or another table of primitives.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take::<4>() != Ok(MAGIC) {
            return Err(ReadError::Magic);
        }
        let [version] = reader.take()?;
        if version != VERSION {
            return Err(ReadError::Version(version));
        }
        let (body, check) = bytes.split_at(bytes.len() - CHECK.min(bytes.len()));
        if checksum(body).to_le_bytes() != check {
            return Err(ReadError::Checksum);
        }
        reader.bytes = body;
        if reader.take()? != table().to_le_bytes() {
            return Err(ReadError::Table);
        }
        reader.program()
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let taken = rest.first_chunk().ok_or(ReadError::Invalid { at: self.at, what: "it ends here" })?;
        self.at += N;
        Ok(*taken)
    }

    fn number(&mut self) -> Result<u16, ReadError> {
        self.take().map(u16::from_le_bytes)
    }

    /// A slot below `written`.
    fn slot(&mut self, written: usize) -> Result<u16, ReadError> {
        let slot = self.number()?;
        self.ask(usize::from(slot) < written, "a slot is read that nothing has been written to")?;
        Ok(slot)
    }

    fn ask(&self, holds: bool, what: &'static str) -> Result<(), ReadError> {
        if holds { Ok(()) } else { Err(ReadError::Invalid { at: self.at, what }) }
    }

    fn known<T>(&self, found: Option<T>, what: &'static str) -> Result<T, ReadError> {
        found.ok_or(ReadError::Invalid { at: self.at, what })
    }

    fn program(mut self) -> Result<Program, ReadError> {
        let length = usize::from(self.number()?);
        let name = self.known(self.bytes.get(self.at..self.at + length), "the name ends early")?;
        let name = self.known(std::str::from_utf8(name).ok(), "the name is no text")?.to_owned();
        self.at += length;
        let mut loaded = Vec::new();
        for _ in 0..self.number()? {
            let [kind, id] = self.take()?;
            loaded.push(match kind {
                0 => Loaded::Constant(self.known(Constant::by_id(id), "there is no such constant")?),
                1 => Loaded::Primitive(self.known(Primitive::by_id(id), "there is no such primitive")?),
                _ => return Err(ReadError::Invalid { at: self.at, what: "there is no such kind of value" }),
            });
        }
        let calls = usize::from(self.number()?);
        self.ask(calls <= MAX_CALLS, "there are too many calls")?;
        let calls = (0..calls).map(|at| self.call(loaded.len() + 1 + at)).collect::<Result<Vec<_>, _>>()?;
        let answer = self.slot(loaded.len() + 1 + calls.len())?;
        self.ask(self.at == self.bytes.len(), "something follows the program")?;
        Ok(Program { name, loaded, calls, answer })
    }

    fn call(&mut self, written: usize) -> Result<Call, ReadError> {
        let [kind, given] = self.take()?;
        let count = usize::from(given);
        self.ask((1..=MAX_ARGUMENTS).contains(&count), "a call has 1 to 4 arguments")?;
        let callee = if kind == 0 {
            let id = u8::try_from(self.number()?).ok().and_then(Primitive::by_id);
            let primitive = self.known(id, "there is no such primitive")?;
            self.ask(primitive.arity() == count, "the primitive takes another number of arguments")?;
            Callee::Primitive(primitive)
        } else {
            self.ask(kind == 1, "there is no such kind of call")?;
            Callee::Slot(self.slot(written)?)
        };
        let line = self.take().map(u32::from_le_bytes)?;
        let mut arguments = [0; MAX_ARGUMENTS];
        for argument in &mut arguments[..count] {
            *argument = self.slot(written)?;
        }
        Ok(Call { callee, arguments, given, line })
    }
}

/// What the numbers of primitives and constants mean. Asked by every program, so it is worked out once.
fn table() -> u64 {
    static TABLE: LazyLock<u64> = LazyLock::new(|| {
        let primitives = Primitive::all().map(|primitive| format!("{primitive} {},", primitive.arity()));
        let constants = Constant::all().map(|constant| format!("{},", constant.name()));
        checksum(primitives.chain(constants).collect::<String>().as_bytes())
    });
    *TABLE
}

/// FNV-1a of 64 bits.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
