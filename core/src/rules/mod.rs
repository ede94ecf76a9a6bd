//! Pure functions: no I/O, no clock. The device previews with them what the server then books.

pub mod access;
