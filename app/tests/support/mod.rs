//! A host without a device, people and moments to show, and a way to render them to text.
#![allow(dead_code, reason = "each test file uses its share")]

pub mod host;
pub mod people;
pub mod stage;
