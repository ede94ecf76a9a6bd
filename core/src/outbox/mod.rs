//! What a response means for what was sent. Pure; where the operations lie is the [`store`](crate::store)'s business.

mod meaning;

pub use meaning::{Next, of_fault, of_outcome};
