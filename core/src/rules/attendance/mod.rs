//! Attendance (看考勤): taps become shifts attended, late, early or missed. What a shift came to is derived here and
//! nowhere else; nobody types it.

mod area;
mod ask_correction;
mod check_in;
mod day;
mod decide_correction;
mod habits;
mod hours;
mod of_person;
mod postings;
mod set_workplace;
mod taps;
mod withdraw_correction;

pub use area::{area, distance_m};
pub use ask_correction::ask_correction;
pub use check_in::check_in;
pub use day::{DayFacts, DayRules, ShiftResult, ShiftResults, ShiftStanding, shifts_of_day};
pub use decide_correction::decide_correction;
pub use habits::{Habits, habits};
pub use hours::{are_in_order, shifts_on};
pub use of_person::{ShiftSeen, shifts_from, shifts_of};
pub use postings::{hours_of, out_of_service};
pub use set_workplace::{WORKPLACE_RADIUS_M, set_workplace};
pub use withdraw_correction::withdraw_correction;
