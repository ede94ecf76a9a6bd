//! Learning (看学习): lessons are published, read to their end, and counted.

mod overview;
mod publish;
mod read;
mod withdraw;

pub use overview::{LearningMonth, LessonReaders, learning_month, lesson_readers};
pub use publish::publish;
pub use read::read;
pub use withdraw::withdraw;

#[cfg(test)]
pub(crate) mod testing;
