//! What can be wrong with a line, and the way out.

/// A line that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {}{reason}", .program.as_ref().map(|name| format!("{name}: ")).unwrap_or_default())]
pub struct LineError {
    /// As whoever read it calls it.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// The program that it is in.
    pub program: Option<String>,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// No UTF-8.
    #[error("byte {0} of this line is no UTF-8: save the file as UTF-8")]
    Encoding(usize),
    /// It starts with `def`, and is no header.
    #[error("`{0}` starts no program: write `def NAME(I):`, type hints are allowed")]
    Header(String),
    /// Before the first header.
    #[error("this line is in no program: start one with `def NAME(I):`")]
    Outside,
    /// Behind the end.
    #[error("this line follows the `return` of its program: remove it")]
    AfterReturn,
    /// A program without an end.
    #[error("this program has no answer: end it with `return NAME`")]
    NoReturn,
    /// A name that another program has.
    #[error("the program of line {0} has this name as well: rename one")]
    Twice(u32),
    /// Neither of the two forms of lines.
    #[error("`{0}` is no line of the language: write `name = fn(NAME, ...)` or `return NAME`")]
    Shape(String),
    /// A number, a text or a tuple where a name should be.
    #[error(
        "`{0}` is a literal: arguments are names, numbers have the names of constants, a tuple of two is `astuple(A, B)`"
    )]
    Literal(String),
    /// An argument by its name.
    #[error("`{0}` is a keyword argument: give arguments by their position")]
    Keyword(String),
    /// A call as an argument.
    #[error("`{0}` is a call inside of a call: give it a line and a name of its own")]
    Nested(String),
    /// A name that nothing is known by.
    #[error("`{0}` is no primitive, no constant and no name of this program")]
    Unknown(String),
    /// A name that gets its value later.
    #[error("`{name}` is used before line {line} defines it: move that line up")]
    Early {
        /// The name.
        name: String,
        /// Where it gets its value.
        line: u32,
    },
    /// Names that need each other.
    #[error("`{}` is made of itself: {}", .0[0], .0.join(" needs "))]
    Cycle(Vec<String>),
    /// Too many or too few arguments for a primitive.
    #[error("`{name}` takes {takes} argument{}, not {given}", if *.takes == 1 { "" } else { "s" })]
    Arity {
        /// The primitive.
        name: String,
        /// How many it takes.
        takes: usize,
        /// How many it is given.
        given: usize,
    },
    /// A call of a number or a pair.
    #[error("`{0}` is no function")]
    NoFunction(String),
    /// More arguments than any function takes, or none.
    #[error("`{name}` is given {given} arguments: functions take 1 to 4")]
    Arguments {
        /// The function.
        name: String,
        /// How many it is given.
        given: usize,
    },
    /// More lines than slots have numbers.
    #[error("this program has {0} lines: 60000 are possible")]
    Long(usize),
}
