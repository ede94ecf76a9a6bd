//! Engine messages between processes: how many bytes, and then they.

use std::io::{Read, Result, Write};

use jishi_core::engine::{from_bytes, to_bytes};

/// Writes a message.
///
/// # Errors
/// Those of the pipe.
///
/// # Panics
/// If it is none that can be written.
pub fn put<T: borsh::BorshSerialize>(out: &mut impl Write, message: &T) -> Result<()> {
    let message = to_bytes(message).unwrap();
    let length = u32::try_from(message.len()).unwrap();
    out.write_all(&[&length.to_le_bytes()[..], &message].concat())?;
    out.flush()
}

/// Reads a message.
///
/// # Errors
/// Those of the pipe, its end among them, wherever in a message it comes.
///
/// # Panics
/// If what comes is no such message.
pub fn get<T: borsh::BorshDeserialize>(input: &mut impl Read) -> Result<T> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let mut message = vec![0; usize::try_from(u32::from_le_bytes(length)).unwrap()];
    input.read_exact(&mut message)?;
    Ok(from_bytes(&message).unwrap())
}
