//! What is wrong with a roster: where, what stands there, and what may.

/// One fault. Nothing of the file is imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterFault {
    /// The text is neither UTF-8 nor GB18030.
    #[error("the file is neither UTF-8 nor GB18030 text")]
    Encoding,
    /// A column is missing or there twice.
    #[error("line 1: the column {column} ({chinese}) must be there once")]
    Column {
        /// Its English name.
        column: &'static str,
        /// Its Chinese name.
        chinese: &'static str,
    },
    /// The line is no CSV.
    #[error("line {line}: {cause}")]
    Line {
        /// Which, from 1.
        line: u64,
        /// What the CSV reader says.
        cause: String,
    },
    /// A value is not allowed.
    #[error("line {line}, column {column}: “{value}” is not allowed; {allowed}")]
    Value {
        /// Which line, from 1.
        line: u64,
        /// Which column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: String,
    },
    /// No people in it.
    #[error("the file lists nobody")]
    Empty,
}
