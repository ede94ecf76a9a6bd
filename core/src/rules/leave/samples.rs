//! Leaves for tests.

use chrono::Days;
use proptest::prelude::*;

use crate::model::{
    Decision, Half, HalfDay, Leave, LeaveId, LeaveKind, LeaveSpan, LeaveState, PersonId, Timestamp,
};
use crate::rules::judge::testing::date;

/// A half day, `2026-03-10 am`.
pub(crate) fn half(text: &str) -> HalfDay {
    let (day, half) = text.split_once(' ').unwrap();
    HalfDay {
        day: date(day),
        half: if half == "am" {
            Half::Morning
        } else {
            Half::Afternoon
        },
    }
}

pub(crate) fn span(from: &str, to: &str) -> LeaveSpan {
    LeaveSpan {
        from: half(from),
        to: half(to),
    }
}

/// An annual leave that waits.
pub(crate) fn asked(person: PersonId, span: LeaveSpan, asked_at: Timestamp) -> Leave {
    Leave {
        id: LeaveId::new(asked_at),
        person,
        kind: LeaveKind::Annual,
        span,
        reason: String::new(),
        asked_at,
        adjoining: 0,
        state: LeaveState::Asked,
    }
}

/// The same, granted or refused by whomever.
pub(crate) fn decided(mut leave: Leave, granted: bool) -> Leave {
    leave.state = LeaveState::Decided {
        decision: Decision {
            granted,
            by: PersonId::new(leave.asked_at),
            reason: "按程序".into(),
            at: leave.asked_at,
        },
    };
    leave
}

/// A half day of 2025 or 2026.
pub(super) fn any_half_day() -> impl Strategy<Value = HalfDay> {
    (0..729_u64, any::<bool>()).prop_map(|(days, morning)| HalfDay {
        day: date("2025-01-01") + Days::new(days),
        half: if morning { Half::Morning } else { Half::Afternoon },
    })
}

/// A span within 2025 and 2026.
pub(super) fn any_span() -> impl Strategy<Value = LeaveSpan> {
    (any_half_day(), any_half_day()).prop_map(|(one, other)| LeaveSpan {
        from: one.min(other),
        to: one.max(other),
    })
}
