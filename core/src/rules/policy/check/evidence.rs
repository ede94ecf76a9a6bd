//! The section `[evidence]`.

use super::Faults;
use crate::rules::policy::EvidencePolicy;

pub(super) fn check(section: &EvidencePolicy, faults: &mut Faults) {
    faults.within("evidence.clock_minutes", section.clock_minutes, 1, 1_440);
    faults.within("evidence.fix_age_s", section.fix_age_s, 10, 3_600);
    faults.within("evidence.speed_kmh", section.speed_kmh, 50, 1_000);
}
