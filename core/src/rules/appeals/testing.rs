//! An appeal for tests.

use crate::model::{Appeal, AppealId, Entry, EntryKey, Evidence, Person, Points, Rule, Standing};
use crate::rules::judge::World as _;
use crate::rules::judge::testing::{County, date};

/// That the person had no log on 2026-03-06.
pub(crate) fn missed() -> Entry {
    Entry {
        key: EntryKey {
            day: date("2026-03-06"),
            rule: Rule::LogMissed,
            evidence: Evidence::Day,
        },
        points: Points::whole(-1),
        policy: 1,
        standing: Standing::Counted,
    }
}

/// The person contests it now.
pub(crate) fn appeal(county: &County, person: &Person) -> Appeal {
    let filed_at = county.done_at();
    Appeal {
        id: AppealId::new(filed_at),
        person: person.id,
        entry: missed().key,
        reason: "当天在村里，没有信号".into(),
        filed_at,
        decide_by: filed_at.plus(10 * 86_400_000),
        decision: None,
        withdrawn_at: None,
    }
}
