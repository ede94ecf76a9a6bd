//! Lessons read: each once, as many a day as the policy lets count.

use std::collections::BTreeMap;

use super::{Booking, ByDay, Facts, Period, Read};
use crate::model::{Evidence, LessonId, Rule, Standing};
use crate::rules::calendar::Calendar;

pub(super) struct Days {
    readings: ByDay<Read>,
}

impl Days {
    pub(super) fn new(facts: &Facts, calendar: &Calendar, period: Period) -> Self {
        // The first reading of a lesson is the one that counts, also if a later one lies in this period.
        let mut first: BTreeMap<LessonId, Read> = BTreeMap::new();
        for reading in &facts.readings {
            let kept = first.entry(reading.lesson).or_insert(*reading);
            if reading.at < kept.at {
                *kept = *reading;
            }
        }
        let first: Vec<Read> = first.into_values().collect();
        Self {
            readings: ByDay::new(&first, calendar, period, |read| read.at, |read| read.lesson),
        }
    }

    pub(super) fn book(&mut self, booking: &mut Booking<'_>) {
        let readings = self.readings.take(booking);
        let points = booking.policy.learning.and_then(|learning| learning.points);
        let Some(points) = points else {
            return;
        };
        for (index, reading) in readings.iter().enumerate() {
            let standing = if index < usize::from(points.per_day) {
                Standing::Counted
            } else {
                Standing::OverCap
            };
            let evidence = Evidence::Lesson { id: reading.lesson.0 };
            booking.add(Rule::LessonRead, evidence, points.read, standing);
        }
    }
}
