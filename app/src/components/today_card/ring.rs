//! The points of the day: a ring that is full when all within reach is there.

use dioxus::prelude::*;
use jishi_core::model::Points;

use crate::{t, texts::use_texts};

/// The ring, with the total in it.
#[component]
pub(super) fn Ring(total: Points, within_reach: Points) -> Element {
    let texts = use_texts();
    let filled = filled(total, within_reach);
    let label = t!(
        texts,
        "today-points",
        total = crate::texts::points(total),
        reach = crate::texts::points(within_reach)
    );
    rsx! {
        div { class: "today-ring", role: "img", "aria-label": label,
            svg { view_box: "0 0 72 72", "aria-hidden": "true", "focusable": "false",
                circle { class: "today-track", cx: "36", cy: "36", r: "32" }
                if filled > 0 {
                    circle {
                        class: "today-fill",
                        cx: "36",
                        cy: "36",
                        r: "32",
                        "pathLength": "100",
                        "stroke-dasharray": "{filled} 100",
                        transform: "rotate(-90 36 36)",
                    }
                }
            }
            span { class: if total < Points::ZERO { "today-total is-loss" } else { "today-total" }, "aria-hidden": "true",
                {crate::texts::points(total)}
            }
            span { class: "today-reach", "aria-hidden": "true",
                {t!(texts, "today-reach", points = within_reach.to_string())}
            }
        }
    }
}

/// Per cent of the ring. A day that has only cost points has an empty one.
fn filled(total: Points, within_reach: Points) -> i32 {
    if total <= Points::ZERO {
        return 0;
    }
    (i64::from(total.0) * 100 / i64::from(within_reach.0.max(total.0)))
        .try_into()
        .unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::filled;
    use jishi_core::model::Points;

    #[test]
    fn the_ring_is_full_when_nothing_more_can_be_had() {
        for (total, reach, per_cent) in [
            (0, 400, 0),
            (100, 400, 25),
            (400, 400, 100),
            (-50, 350, 0),
            (10, -5, 100),
        ] {
            assert_eq!(
                filled(Points(total), Points(reach)),
                per_cent,
                "{total} of {reach}"
            );
        }
    }
}
