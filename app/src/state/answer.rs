//! An answer that stays fresh: asked for when the page opens, and again when moments or records have changed.

use dioxus::prelude::*;
use jishi_core::engine::Ask;

use super::{Loaded, use_engine, use_topics};

/// Asks, and asks again with every change. What is on the screen stays when a later question fails: it is on this device
/// and still true.
#[must_use]
pub fn use_answer<A>(question: impl Fn() -> A + 'static) -> Signal<Loaded<A::Answer>>
where
    A: Ask + 'static,
    A::Answer: 'static,
{
    let engine = use_engine();
    let topics = use_topics();
    let mut answer = use_signal(|| Loaded::Loading);
    use_resource(move || {
        let (engine, question) = (engine.clone(), question());
        topics.refresh();
        async move {
            match engine.ask(question).await {
                Err(_) if matches!(&*answer.peek(), Loaded::Ready(_)) => {}
                outcome => answer.set(outcome.into()),
            }
        }
    });
    answer
}
