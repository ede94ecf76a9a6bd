//! Lessons: what there is to read, reading it to its end, and publishing.

mod list;
mod progress;
mod publish;
mod publish_view;
mod reader;
mod view;

pub(in crate::pages) use list::lasts;
pub use list::{LessonsPage, LessonsView};
pub use progress::{Begun, Progress};
pub use publish::PublishPage;
pub use publish_view::{LessonDraft, PublishAction, PublishView};
pub use reader::LessonPage;
pub use view::{LessonAction, LessonView};
