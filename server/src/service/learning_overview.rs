//! Learning, for the organization department.

use std::collections::HashSet;

use chrono::Months;
use jishi_core::model::{Lesson, LessonId, PersonId, Reading, Record, RecordId, RecordKind};
use jishi_core::protocol::{LEARNING_MONTHS_MAX, LearningOverview, LearningQuery, Problem, ProblemKind};
use jishi_core::rules::access::may_see_learning;
use jishi_core::rules::learning::{learning_month, lesson_readers};
use jishi_core::rules::score::{Period, Span};

use super::facts::some_policy_has;
use super::{Caller, Service, fail};

impl Service {
    pub(super) async fn do_learning_overview(
        &self,
        caller: &Caller,
        query: LearningQuery,
    ) -> Result<LearningOverview, Problem> {
        if !may_see_learning(&caller.person) {
            let detail = "who has read what is for the organization department to see";
            return Err(Problem::from(ProblemKind::Forbidden).detail(detail));
        }
        if !(1..=LEARNING_MONTHS_MAX).contains(&query.months) {
            let detail = format!("from 1 to {LEARNING_MONTHS_MAX} months");
            return Err(Problem::from(ProblemKind::Malformed).detail(detail));
        }
        let settings = self.settings().await?;
        let today = settings.calendar.day(self.now());
        let this = Period::around(today, Span::Month);
        let earlier = Months::new(u32::from(query.months) - 1);
        let whole = Period {
            first: this.first.checked_sub_months(earlier).unwrap_or(this.first),
            last: this.last,
        };
        if !some_policy_has(&settings, whole, |policy| policy.learning.is_some()) {
            let detail = "learning is switched off in these months";
            return Err(Problem::from(ProblemKind::SwitchedOff).detail(detail));
        }
        let storage = &*self.inner.storage;
        let found = storage
            .records_of_kind(RecordKind::Lesson, whole.first, whole.last)
            .await
            .map_err(fail)?;
        let mut lessons: Vec<Lesson> = found
            .into_iter()
            .filter_map(|stored| match stored.record {
                Record::Lesson { lesson } => Some(lesson),
                _ => None,
            })
            .filter(|lesson| lesson.withdrawn_at.is_none() && whole.contains(lesson.opens))
            .collect();
        lessons.sort_by_key(|lesson| std::cmp::Reverse((lesson.opens, lesson.id)));
        let months = std::iter::successors(Some(this), |month| Some(month.before(Span::Month)));
        let months = months.take(query.months.into()).filter_map(|month| {
            // What a month is held to is what was asked for by its end, or is asked for today.
            let policy = settings.policies.on(month.last.min(today))?;
            let required = policy.learning.as_ref()?.lessons_per_month;
            Some(learning_month(&lessons, required, month.first, today))
        });
        let months = months.collect();
        let ids: Vec<LessonId> = lessons.iter().map(|lesson| lesson.id).collect();
        let records: Vec<RecordId> = ids.iter().map(|lesson| RecordId(lesson.0)).collect();
        let readings = storage.parts(&records).await.map_err(fail)?;
        let readings: Vec<Reading> = readings
            .into_iter()
            .filter_map(|stored| match stored.record {
                Record::Reading { reading } => Some(reading),
                _ => None,
            })
            .collect();
        let people: HashSet<PersonId> = self
            .directory()
            .await?
            .everybody()
            .filter(|person| !person.has_left(today))
            .map(|person| person.id)
            .collect();
        Ok(LearningOverview {
            months,
            readers: lesson_readers(&ids, &readings, &people),
        })
    }
}
