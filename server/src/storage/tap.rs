//! Taps as scoring reads them: of each record what points need, and nothing else. The fix, the reason and the names are passed
//! over where they stand; a county's quarter is two million of these.

use jishi_core::model::{CheckInId, Mode, Timestamp};
use jishi_core::rules::score::{Seen, Tap};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Stored;

#[derive(Deserialize)]
struct Slim {
    check_in: SlimCheckIn,
    area: SlimArea,
}

#[derive(Deserialize)]
struct SlimCheckIn {
    id: CheckInId,
    mode: Mode,
    done_at: Timestamp,
    place: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct SlimArea {
    area: AreaName,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum AreaName {
    Inside,
    Uncertain,
    Outside,
    NoWorkplace,
    Unknown,
}

/// The tap that the body of a check-in's record tells of.
pub(super) fn tap(body: &str) -> Stored<Tap> {
    let Slim { check_in, area } = serde_json::from_str(body)?;
    Ok(Tap {
        id: check_in.id,
        at: check_in.done_at,
        mode: check_in.mode,
        seen: match area.area {
            AreaName::Inside => Seen::Inside,
            AreaName::Uncertain => Seen::Uncertain,
            AreaName::Outside => Seen::Elsewhere,
            AreaName::NoWorkplace => Seen::NoWorkplace,
            AreaName::Unknown if check_in.place.is_some() => Seen::NoWorkplace,
            AreaName::Unknown => Seen::NoFix,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jishi_core::model::{Area, CheckIn, PersonId, Record};
    use jishi_core::rules::score::Gather;

    #[test]
    fn a_tap_is_read_as_the_whole_record_would_be() {
        let done_at = Timestamp(1_772_413_200_000);
        let areas = [
            Area::Inside { distance_m: 3.5 },
            Area::Uncertain { distance_m: 180.0 },
            Area::Outside { distance_m: 900.0 },
            Area::NoWorkplace,
            Area::Unknown,
        ];
        for (area, mode) in areas.into_iter().zip(Mode::ALL) {
            let check_in = CheckIn {
                id: CheckInId::new(done_at),
                person: PersonId::new(done_at),
                mode,
                reason: "镇上开“防汛”会".into(),
                place: None,
                done_at,
            };
            let record = Record::CheckIn { check_in, area };
            let mut gather = Gather::default();
            gather.record(&record);
            let body = serde_json::to_string(&record).unwrap();
            assert_eq!([tap(&body).unwrap()].as_slice(), gather.facts().taps);
        }
    }
}
