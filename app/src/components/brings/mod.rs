//! What something would bring, in a line.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Deed, Preview},
    model::{Points, Rule, Standing},
};

use crate::{
    state::use_preview,
    t,
    texts::{self, Texts, use_texts},
};

/// The line. Its room is kept until it is known, so that nothing jumps; nothing to say takes none.
#[component]
pub fn Brings(preview: Option<Preview>) -> Element {
    let texts = use_texts();
    let class = if preview.is_none() {
        "brings is-coming"
    } else {
        "brings"
    };
    let words = preview.and_then(|preview| brings(&texts, &preview));
    rsx! {
        p { class, "aria-live": "polite", {words.unwrap_or_default()} }
    }
}

/// The line of something that a person is about to do.
#[component]
pub fn BringsOf(deed: ReadSignal<Deed>) -> Element {
    let preview = use_preview(0, move || Some(deed()));
    rsx! { Brings { preview: preview() } }
}

/// What it brings, in words; nothing where it changes no points, or may not be done: that is said where it is done.
#[must_use]
pub fn brings(texts: &Texts, preview: &Preview) -> Option<String> {
    if preview.refused.is_some() {
        return None;
    }
    let counts = |points: &Points| *points != Points::ZERO;
    let at_once = Some(preview.difference.points).filter(counts);
    let is_result = preview.granted.as_ref().is_some_and(|granted| {
        granted
            .come
            .iter()
            .any(|entry| entry.key.rule == Rule::TaskAccepted)
    });
    let granted = preview.granted.as_ref().map(|difference| difference.points);
    // Points that are frozen at once come back when it is granted.
    let is_given_back = granted == Some(Points::ZERO) && at_once.is_some();
    let granted = granted.filter(|points| *points != at_once.unwrap_or_default());
    let parts = [
        at_once.map(|points| t!(texts, "brings", points = texts::points(points))),
        granted.map(|points| {
            let points = texts::points(points);
            if is_given_back {
                t!(texts, "brings-back")
            } else if is_result {
                t!(texts, "brings-accepted", points = points)
            } else {
                t!(texts, "brings-granted", points = points)
            }
        }),
        preview
            .later
            .map(|points| t!(texts, "brings-later", points = texts::points(points))),
        preview.worth.map(|points| {
            if points == Points::ZERO {
                t!(texts, "brings-author-full")
            } else {
                t!(texts, "brings-author", points = texts::points(points))
            }
        }),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        return Some(parts.join(&t!(texts, "and-then")));
    }
    let over = |standing: Standing| standing == Standing::OverCap;
    let full = preview.difference.come.iter().any(|entry| over(entry.standing));
    full.then(|| t!(texts, "brings-full"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Locale;
    use jishi_core::{
        model::{Entry, EntryKey, Evidence},
        protocol::{Problem, ProblemKind},
        rules::score::Difference,
    };
    use uuid::Uuid;

    fn difference(points: i32, standing: Standing) -> Difference {
        let entry = Entry {
            key: EntryKey {
                day: "2026-11-23".parse().unwrap(),
                rule: Rule::LogWritten,
                evidence: Evidence::Moment { id: Uuid::nil() },
            },
            points: Points::whole(1),
            policy: 1,
            standing,
        };
        Difference {
            come: vec![entry],
            go: vec![],
            points: Points::whole(points),
        }
    }

    fn preview(points: i32, standing: Standing) -> Preview {
        Preview {
            difference: difference(points, standing),
            ..Preview::default()
        }
    }

    fn said(preview: &Preview) -> Option<String> {
        brings(&Texts::new(Locale::Chinese), preview)
    }

    #[test]
    fn points_a_full_day_and_nothing_are_told_apart() {
        assert_eq!(
            said(&preview(1, Standing::Counted)).as_deref(),
            Some("将记 +1 分")
        );
        assert_eq!(
            said(&preview(0, Standing::OverCap)).as_deref(),
            Some("今天这一项已记满，照样存档")
        );
        assert_eq!(said(&Preview::default()), None, "a policy without points");
        let refused = Preview {
            refused: Some(Problem::new(ProblemKind::Invalid)),
            ..preview(1, Standing::Counted)
        };
        assert_eq!(said(&refused), None);
    }

    #[test]
    fn what_comes_later_or_to_others_is_told_as_such() {
        let asked = Preview {
            granted: Some(difference(2, Standing::Counted)),
            ..Preview::default()
        };
        assert_eq!(said(&asked).as_deref(), Some("获准后记 +2 分"));
        let mut delivered = asked.clone();
        if let Some(granted) = &mut delivered.granted {
            granted.come[0].key.rule = Rule::TaskAccepted;
        }
        assert_eq!(said(&delivered).as_deref(), Some("通过后记 +2 分"));
        let contested_gain = Preview {
            granted: Some(difference(0, Standing::Counted)),
            ..preview(-1, Standing::Counted)
        };
        let said_of_gain = said(&contested_gain);
        assert_eq!(said_of_gain.as_deref(), Some("将记 −1 分，获准后退回"));
        let liked = Preview {
            worth: Some(Points(50)),
            ..Preview::default()
        };
        assert_eq!(said(&liked).as_deref(), Some("对方记 +0.5 分"));
        let full = Preview {
            worth: Some(Points::ZERO),
            ..Preview::default()
        };
        assert_eq!(said(&full).as_deref(), Some("对方的分不变：当天这一项已记满"));
    }
}
