//! What the whole county is set to.

use serde::{Deserialize, Serialize};

use crate::rules::{calendar::Calendar, policy::Policies};

/// Policy and calendar, as the administrator brought them in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// Every version of the policy.
    pub policies: Policies,
    /// The county's calendar.
    pub calendar: Calendar,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{protocol::Change, rules::calendar::CalendarYear};

    #[test]
    fn settings_survive_the_way_to_a_device() {
        let year = CalendarYear {
            notice: "国办发明电〔2025〕7号".into(),
            holidays: vec!["2026-01-01".parse().unwrap()],
            makeup: vec![],
            since: None,
        };
        let change = Change::Settings {
            settings: Settings {
                policies: Policies::default(),
                calendar: Calendar {
                    utc_offset_minutes: 480,
                    years: [(2026, year)].into(),
                },
            },
        };
        let text = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
    }
}
