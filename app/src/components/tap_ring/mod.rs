//! The one big button of attendance, with a ring around it that fills as the fix gets better.

use dioxus::prelude::*;

use super::{Icon, Shape};

/// The ring is full from this accuracy on, in metres.
const FULL_M: f64 = 10.0;
/// It is a sliver from this accuracy on.
const SLIVER_M: f64 = 1_000.0;

/// What the button looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TapLook {
    /// To be tapped.
    Ready,
    /// What the tap began is going on.
    Busy,
    /// It is done.
    Done,
}

/// The button. `words` is what a tap does, `hint` the line below it.
#[component]
pub fn TapRing(
    words: String,
    hint: String,
    look: TapLook,
    /// Accuracy of the fix in metres, once there is one.
    accuracy_m: Option<f64>,
    onclick: EventHandler<()>,
) -> Element {
    let class = match look {
        TapLook::Ready => "tap-ring",
        TapLook::Busy => "tap-ring is-busy",
        TapLook::Done => "tap-ring is-done",
    };
    let filled = accuracy_m.map_or(0, filled);
    rsx! {
        button {
            class,
            r#type: "button",
            disabled: look == TapLook::Busy,
            "aria-busy": if look == TapLook::Busy { "true" },
            onclick: move |_| onclick.call(()),
            svg { class: "tap-ring-drawing", view_box: "0 0 160 160", "aria-hidden": "true", "focusable": "false",
                circle { class: "tap-ring-track", cx: "80", cy: "80", r: "76" }
                if filled > 0 {
                    circle {
                        class: "tap-ring-fill",
                        cx: "80",
                        cy: "80",
                        r: "76",
                        "pathLength": "100",
                        "stroke-dasharray": "{filled} 100",
                        transform: "rotate(-90 80 80)",
                    }
                }
            }
            span { class: "tap-ring-face",
                Icon { shape: if look == TapLook::Done { Shape::Check } else { Shape::CheckIn } }
                span { class: "tap-ring-words", {words} }
                span { class: "tap-ring-hint", {hint} }
            }
        }
    }
}

/// Per cent of the ring, by orders of magnitude: ten times as far off is half as full.
fn filled(accuracy_m: f64) -> u32 {
    let steps = (SLIVER_M / accuracy_m.clamp(FULL_M, SLIVER_M)).log10() / (SLIVER_M / FULL_M).log10();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 4 and 100 by its bounds"
    )]
    let per_cent = (steps * 96.0 + 4.0).round() as u32;
    per_cent
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn a_better_fix_fills_more_of_the_ring() {
        for (metres, per_cent) in [(3.0, 100), (10.0, 100), (100.0, 52), (1_000.0, 4), (9_000.0, 4)] {
            assert_eq!(filled(metres), per_cent, "{metres} m");
        }
    }
}
