//! Names of what the rules know by a word of their own, and points as they are written.

use jishi_core::model::{LeaveKind, Mode, Points};

use super::Texts;
use crate::t;

/// A mode of attendance.
#[must_use]
pub fn mode(texts: &Texts, mode: Mode) -> String {
    match mode {
        Mode::OnDuty => t!(texts, "mode-on-duty"),
        Mode::Meeting => t!(texts, "mode-meeting"),
        Mode::BusinessTrip => t!(texts, "mode-business-trip"),
        Mode::Study => t!(texts, "mode-study"),
        Mode::Training => t!(texts, "mode-training"),
        Mode::VillageVisit => t!(texts, "mode-village-visit"),
        Mode::Out => t!(texts, "mode-out"),
        Mode::Leave => t!(texts, "mode-leave"),
    }
}

/// A kind of leave.
#[must_use]
pub fn leave_kind(texts: &Texts, kind: LeaveKind) -> String {
    match kind {
        LeaveKind::Annual => t!(texts, "leave-annual"),
        LeaveKind::Sick => t!(texts, "leave-sick"),
        LeaveKind::Personal => t!(texts, "leave-personal"),
        LeaveKind::Marriage => t!(texts, "leave-marriage"),
        LeaveKind::Maternity => t!(texts, "leave-maternity"),
        LeaveKind::Paternity => t!(texts, "leave-paternity"),
        LeaveKind::Bereavement => t!(texts, "leave-bereavement"),
        LeaveKind::Official => t!(texts, "leave-official"),
    }
}

/// Points with their sign: `+0.5`, `−2`. The minus is the mathematical one, as wide as the plus.
#[must_use]
pub fn points(points: Points) -> String {
    match points.0 {
        0 => "0".into(),
        1.. => format!("+{points}"),
        _ => format!("−{}", -points),
    }
}

#[cfg(test)]
mod tests {
    use super::points;
    use jishi_core::model::Points;

    #[test]
    fn points_bear_their_sign() {
        for (hundredths, text) in [(50, "+0.5"), (-200, "−2"), (0, "0"), (100, "+1")] {
            assert_eq!(points(Points(hundredths)), text);
        }
    }
}
