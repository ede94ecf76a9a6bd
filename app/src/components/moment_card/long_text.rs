//! Text of up to six lines, and the rest at a tap (全文).

use dioxus::prelude::*;

use crate::{t, texts::use_texts};

const LINES: usize = 6;
/// Half-width columns of one line on a 360 px phone.
const COLUMNS: usize = 34;

/// The text of a moment, isolated from the direction of what surrounds it.
#[component]
pub(super) fn LongText(text: String, whole: bool) -> Element {
    let texts = use_texts();
    let mut open = use_signal(|| false);
    let long = !whole && lines(&text) > LINES;
    let class = if long && !open() {
        "moment-text is-clamped"
    } else {
        "moment-text"
    };
    rsx! {
        p { class, dir: "auto", {text} }
        if long {
            button {
                class: "moment-more",
                r#type: "button",
                "aria-expanded": if open() { "true" } else { "false" },
                onclick: move |_| open.toggle(),
                if open() { {t!(texts, "text-less")} } else { {t!(texts, "text-more")} }
            }
        }
    }
}

/// Lines that `text` takes on a narrow phone, roughly: a wide character counts as two columns.
fn lines(text: &str) -> usize {
    text.lines()
        .map(|line| {
            line.chars()
                .map(|c| if c < '\u{1100}' { 1 } else { 2 })
                .sum::<usize>()
                .div_ceil(COLUMNS)
                .max(1)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(lines(""), 0);
        assert_eq!(lines("一\n\n二"), 3);
        assert_eq!(lines(&"字".repeat(17)), 1);
        assert_eq!(lines(&"字".repeat(18)), 2);
        assert_eq!(lines(&"a".repeat(35)), 2);
    }
}
