//! Twelve stretches as bars: gains up, losses down. The same numbers are told to a screen reader.

use dioxus::prelude::*;
use jishi_core::{engine::Stretch, rules::score::Span};

use super::spans::when;
use crate::{
    t,
    texts::{self, use_texts},
};

const HEIGHT: f64 = 56.0;
const STEP: f64 = 27.0;
const BAR: f64 = 19.0;

#[component]
pub(super) fn Trend(stretches: Vec<Stretch>, span: Span) -> Element {
    let texts = use_texts();
    let most = stretches
        .iter()
        .map(|stretch| stretch.total.0.unsigned_abs())
        .max()
        .unwrap_or(0)
        .max(1);
    let label = stretches
        .iter()
        .map(|stretch| {
            format!(
                "{} {}",
                when(&texts, stretch.period, span),
                texts::points(stretch.total)
            )
        })
        .collect::<Vec<_>>()
        .join(&t!(texts, "list-and"));
    let bars: Vec<(f64, f64, f64, &str)> = stretches
        .iter()
        .enumerate()
        .map(|(index, stretch)| {
            let tall = f64::from(stretch.total.0.unsigned_abs()) / f64::from(most) * HEIGHT;
            let gain = stretch.total.0 >= 0;
            let top = if gain { HEIGHT - tall } else { HEIGHT };
            let last = index + 1 == stretches.len();
            let class = match (gain, last) {
                (true, false) => "trend-gain",
                (true, true) => "trend-gain is-now",
                (false, false) => "trend-loss",
                (false, true) => "trend-loss is-now",
            };
            #[expect(clippy::cast_precision_loss, reason = "twelve bars")]
            let left = index as f64 * STEP + (STEP - BAR) / 2.0;
            (left, top, tall.max(0.5), class)
        })
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "twelve bars")]
    let width = stretches.len() as f64 * STEP;
    // Room below the line only where something was lost.
    let below = if stretches.iter().any(|stretch| stretch.total.0 < 0) {
        HEIGHT
    } else {
        1.0
    };
    let name = |stretch: Option<&Stretch>| {
        stretch
            .map(|stretch| when(&texts, stretch.period, span))
            .unwrap_or_default()
    };
    rsx! {
        div { class: "trend",
            svg {
                view_box: "0 0 {width} {HEIGHT + below}",
                role: "img",
                "aria-label": t!(texts, "score-trend", list = label),
                line { class: "trend-zero", x1: "0", x2: "{width}", y1: "{HEIGHT}", y2: "{HEIGHT}" }
                for (left, top, tall, class) in bars {
                    rect { key: "{left}", class, x: "{left}", y: "{top}", width: "{BAR}", height: "{tall}", rx: "2" }
                }
            }
            p { class: "trend-ends", "aria-hidden": "true",
                span { {name(stretches.first())} }
                span { {name(stretches.last())} }
            }
        }
    }
}
