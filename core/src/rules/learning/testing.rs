//! A lesson for tests.

use crate::model::{Lesson, LessonId, Person, Timestamp, Topic};
use crate::rules::judge::testing::date;

/// Open from 2026-03-01 to 2026-03-31, to be read in a minute at least.
pub(crate) fn lesson(publisher: &Person, at: Timestamp) -> Lesson {
    Lesson {
        id: LessonId::new(at),
        topic: Topic::MeetingSpirit,
        title: "全县三级干部会议精神".into(),
        body: "## 一、总体要求\n\n抓实春耕。".into(),
        files: vec![],
        opens: date("2026-03-01"),
        closes: Some(date("2026-03-31")),
        minimum_seconds: 60,
        publisher: publisher.id,
        published_at: at,
        withdrawn_at: None,
    }
}
