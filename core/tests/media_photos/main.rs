//! Photos and videos from outside: pictures drawn here, photos of real cameras, videos of a real encoder, and hostile bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod drawn;
mod hostile;
mod real;
mod support;
mod videos;
