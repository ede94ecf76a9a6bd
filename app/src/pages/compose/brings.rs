//! What posting would bring, before it is done.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Draft, Preview, PreviewDraft},
    model::{Points, Standing},
};

use crate::{
    state::{sleep, use_engine, use_topics},
    t,
    texts::{self, Texts, use_texts},
};

/// Longer than the pause after which typed words are kept: what is asked about is what is written.
const PAUSE_MS: u32 = 400;

/// Asks with every change of the draft, and when moments or records have changed.
#[component]
pub(super) fn Brings(draft: ReadSignal<Draft>) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let topics = use_topics();
    let mut preview = use_signal(|| None::<Preview>);
    // Only whether there is something, not every letter of it, can change the points.
    let written = use_memo(move || {
        let draft = draft.read();
        (!draft.text.trim().is_empty() || !draft.attachments.is_empty()).then_some(draft.id)
    });
    use_resource(move || {
        let (engine, written) = (engine.clone(), written());
        topics.refresh();
        async move {
            let Some(draft) = written else {
                preview.set(None);
                return;
            };
            sleep(PAUSE_MS).await;
            preview.set(engine.ask(PreviewDraft(draft)).await.ok());
        }
    });
    rsx! {
        BringsLine { words: preview.read().as_ref().and_then(|preview| words(&texts, preview)) }
    }
}

/// The line; it keeps its height, so that nothing jumps.
#[component]
fn BringsLine(words: Option<String>) -> Element {
    rsx! {
        p { class: "compose-brings", "aria-live": "polite", {words.unwrap_or_default()} }
    }
}

/// What it brings, in words; nothing where the policy has no points.
fn words(texts: &Texts, preview: &Preview) -> Option<String> {
    if preview.refused.is_some() {
        // What is refused is said when it is sent; an unfinished draft is no fault.
        return None;
    }
    if preview.difference.points != Points::ZERO {
        let points = texts::points(preview.difference.points);
        return Some(t!(texts, "compose-brings", points = points));
    }
    let over = |standing: Standing| standing == Standing::OverCap;
    let full = preview.difference.come.iter().any(|entry| over(entry.standing));
    full.then(|| t!(texts, "compose-over-cap"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Locale;
    use jishi_core::{
        model::{Entry, EntryKey, Evidence, Rule},
        protocol::{Problem, ProblemKind},
        rules::score::Difference,
    };
    use uuid::Uuid;

    fn preview(points: i32, standing: Standing) -> Preview {
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
        Preview {
            difference: Difference {
                come: vec![entry],
                go: vec![],
                points: Points::whole(points),
            },
            ..Preview::default()
        }
    }

    #[test]
    fn points_a_full_day_and_nothing_are_told_apart() {
        let texts = Texts::new(Locale::Chinese);
        let said = |preview: &Preview| words(&texts, preview);
        assert_eq!(
            said(&preview(1, Standing::Counted)).as_deref(),
            Some("发表后 +1 分")
        );
        assert_eq!(
            said(&preview(0, Standing::OverCap)).as_deref(),
            Some("今天的日志分已记满，这条照样存档")
        );
        assert_eq!(said(&Preview::default()), None, "a policy without points");
        let refused = Preview {
            refused: Some(Problem::new(ProblemKind::Invalid)),
            ..preview(1, Standing::Counted)
        };
        assert_eq!(said(&refused), None);
    }
}
