//! Evaluation (看评价): moments are liked and disliked.

mod react;

pub use react::react;
