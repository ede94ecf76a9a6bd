//! The client end of the protocol, over HTTP.

mod client;
mod reading;

pub use client::HttpServer;
pub use reading::{Answer, CallFault, Expect, body, read};
