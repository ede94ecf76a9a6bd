//! Units: county → bureau or township → village.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Shift, Timestamp, UnitId, Workplace, day};

/// A unit (单位) of the county.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The unit above it; `None` for the county itself.
    pub parent: Option<UnitId>,
    /// Its name, unique among its siblings.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// Where it works; `None` until somebody has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workplace: Option<Workplace>,
    /// Where it worked before, in the order of time, at most [`WORKPLACES_MAX`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved_from: Vec<MovedFrom>,
    /// Working hours of its own, each from a day on, in the order of those days. Before the first, and where one has no
    /// shifts, the policy's hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
}

/// Where a unit worked before it moved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovedFrom {
    /// The workplace; `None` while nobody had said where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workplace: Option<Workplace>,
    /// When it moved from there: the first moment that no longer counts.
    pub until: Timestamp,
}

/// How many earlier workplaces of a unit are kept; a tap from before the oldest is judged by the oldest.
pub const WORKPLACES_MAX: usize = 32;

impl Unit {
    /// Where it worked at a point in time: what was done then is judged by that, however late it arrives.
    #[must_use]
    pub fn workplace_at(&self, at: Timestamp) -> Option<&Workplace> {
        let earlier = self.moved_from.iter().find(|earlier| at < earlier.until);
        earlier.map_or(self.workplace.as_ref(), |earlier| earlier.workplace.as_ref())
    }

    /// Says where it works from a point in time on, until the next point from which something else was said: of two moves
    /// that arrive in the wrong order the later one holds.
    pub fn move_to(&mut self, workplace: Option<Workplace>, from: Timestamp) {
        let before = self.moved_from.partition_point(|earlier| earlier.until <= from);
        let left = match self.moved_from.get_mut(before) {
            Some(segment) => std::mem::replace(&mut segment.workplace, workplace),
            None => std::mem::replace(&mut self.workplace, workplace),
        };
        let ended = before.checked_sub(1).map(|last| self.moved_from[last].until);
        if ended != Some(from) {
            let moved = MovedFrom {
                workplace: left,
                until: from,
            };
            self.moved_from.insert(before, moved);
        }
        let too_many = self.moved_from.len().saturating_sub(WORKPLACES_MAX);
        self.moved_from.drain(..too_many);
    }
}

/// A unit's working hours from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hours {
    /// The first day on which they hold.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub from: NaiveDate,
    /// In the order of the day, at most [`SHIFTS_MAX`](crate::rules::policy::SHIFTS_MAX); none means the policy's.
    pub shifts: Vec<Shift>,
}

/// The kinds of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// The county (县), root of the tree.
    County,
    /// A bureau of the county (局办).
    Bureau,
    /// A township or town (乡镇).
    Township,
    /// A village (村).
    Village,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn workplace(north: u8) -> Option<Workplace> {
        (north > 0).then(|| Workplace {
            latitude: f64::from(north),
            longitude: 106.0,
            radius_m: 200.0,
        })
    }

    fn unit() -> Unit {
        Unit {
            id: UnitId::new(Timestamp(0)),
            parent: None,
            name: "王家坪镇".into(),
            kind: UnitKind::Township,
            workplace: None,
            moved_from: vec![],
            hours: vec![],
        }
    }

    #[test]
    fn moving_keeps_where_it_was() {
        let mut unit = unit();
        for (north, from) in [(1, 10), (3, 30), (2, 30)] {
            unit.move_to(workplace(north), Timestamp(from));
        }
        for (at, north) in [(9, 0), (10, 1), (29, 1), (30, 2), (i64::MAX, 2)] {
            assert_eq!(
                unit.workplace_at(Timestamp(at)),
                workplace(north).as_ref(),
                "{at}"
            );
        }
        assert_eq!(unit.moved_from.len(), 2);
    }

    #[test]
    fn a_unit_of_before_reads_as_never_moved() {
        let text = serde_json::to_string(&unit()).unwrap();
        assert!(!text.contains("moved_from"), "{text}");
        assert!(serde_json::from_str::<Unit>(&text).unwrap().moved_from.is_empty());
    }

    proptest! {
        /// Each point in time has the workplace said last for it, whatever the order in which the moves arrive.
        #[test]
        fn moves_may_arrive_in_any_order(
            mut moves in prop::collection::vec((0_u8..4, 0_i64..40), 0..WORKPLACES_MAX),
            order in prop::collection::vec(any::<prop::sample::Index>(), WORKPLACES_MAX),
        ) {
            moves.sort_by_key(|(_, from)| *from);
            moves.dedup_by_key(|(_, from)| *from);
            let mut unit = unit();
            let mut arriving = moves.clone();
            for at in order {
                if !arriving.is_empty() {
                    let (north, from) = arriving.remove(at.index(arriving.len()));
                    unit.move_to(workplace(north), Timestamp(from));
                }
            }
            for at in -1..41 {
                let said = moves.iter().rev().find(|(_, from)| *from <= at);
                let expected = said.and_then(|(north, _)| workplace(*north));
                prop_assert_eq!(unit.workplace_at(Timestamp(at)), expected.as_ref(), "{}", at);
            }
        }

        #[test]
        fn what_is_kept_is_bounded_and_in_order(moves in prop::collection::vec((0_u8..4, 0_i64..400), 0..200)) {
            let mut unit = unit();
            for (north, from) in moves {
                unit.move_to(workplace(north), Timestamp(from));
                prop_assert!(unit.moved_from.len() <= WORKPLACES_MAX);
                prop_assert!(unit.moved_from.windows(2).all(|pair| pair[0].until < pair[1].until));
            }
        }
    }
}
