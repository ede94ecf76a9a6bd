//! A moment with the news that have come since it was loaded, and the engine behind its buttons.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Discard, Edit, Fault, FeedItem, Retry, SendNow},
    model::{MomentId, ReactionKind},
};

use super::{DislikeSheet, MomentAction, MomentCard, OwnAction, OwnSheet};
use crate::{
    Route,
    components::{Notice, NoticeKind, brings},
    state::{Engine, Loaded, use_engine, use_preview, use_topics},
    t,
    texts::{Sentence as _, use_texts},
};

/// What is asked of the person before something is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Reason,
    Own,
}

/// A moment, live.
#[component]
pub fn LiveMoment(item: ReadSignal<FeedItem>, #[props(default)] whole: bool) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let topics = use_topics();
    let mut fault = use_signal(|| None::<Fault>);
    let mut asking = use_signal(|| None::<Asking>);
    let current = use_memo(move || {
        let mut item = item();
        if let Some(delivery) = topics.deliveries.read().get(&item.moment.id.0) {
            item.delivery = delivery.clone();
        }
        item
    });
    let run = use_callback(move |step: Step| {
        let engine = engine.clone();
        spawn(async move {
            let deleted = matches!(step, Step::Do(Deed::DeleteMoment { .. }));
            match carry_out(&engine, step).await {
                // A sheet stays open until what was written in it is kept.
                Ok(next) => {
                    fault.set(None);
                    asking.set(None);
                    if next == Next::Compose {
                        navigator().push(Route::Compose {});
                    }
                }
                Err(why) => fault.set(Some(why)),
            }
            // Its page would only say that it is gone.
            if deleted && whole && fault.peek().is_none() {
                navigator().replace(Route::Feed {});
            }
        });
    });
    let act = move |action| {
        let moment = item.peek().moment.id;
        match action {
            MomentAction::Like(on) => run.call(Step::Do(Deed::React {
                moment,
                reaction: on.then_some(ReactionKind::Like),
            })),
            MomentAction::Dislike => asking.set(Some(Asking::Reason)),
            MomentAction::Own => asking.set(Some(Asking::Own)),
            MomentAction::Retry(operation) => run.call(Step::Retry(Retry(operation))),
            MomentAction::Edit(operation) => run.call(Step::Edit(Edit {
                operation,
                fields: None,
            })),
            MomentAction::SendNow(operation) => run.call(Step::SendNow(SendNow(operation))),
            MomentAction::Discard(operation) => run.call(Step::Discard(Discard(operation))),
        }
    };
    rsx! {
        MomentCard { item: current, whole, onaction: act }
        if whole && current.read().may_like && !current.read().mine {
            LikeBrings { moment: current.read().moment.id, liked: current.read().liked_by_me }
        }
        if let Some(why) = fault().filter(|_| asking().is_none()) {
            div { class: "moment-notice",
                Notice { kind: NoticeKind::Trouble, onclose: move |()| fault.set(None), {why.sentence(&texts)} }
            }
        }
        match asking() {
            Some(Asking::Reason) => rsx! {
                AskReason {
                    item: current(),
                    fault: fault(),
                    onsend: move |reason: Option<String>| {
                        run.call(Step::Do(Deed::React {
                            moment: item.peek().moment.id,
                            reaction: reason.map(|reason| ReactionKind::Dislike { reason }),
                        }));
                    },
                    onclose: move |()| {
                        asking.set(None);
                        fault.set(None);
                    },
                }
            },
            Some(Asking::Own) => rsx! {
                OwnSheet {
                    item: current(),
                    fault: fault(),
                    onaction: move |action| {
                        let moment = item.peek().moment.id;
                        run.call(Step::Do(match action {
                            OwnAction::Edit(text) => Deed::EditMoment { moment, text },
                            OwnAction::Delete => Deed::DeleteMoment { moment },
                        }));
                    },
                    onclose: move |()| {
                        asking.set(None);
                        fault.set(None);
                    },
                }
            },
            None => rsx! {},
        }
    }
}

/// What a like would bring to the author, and what of the day would be left after it, or is while it stands.
#[component]
fn LikeBrings(moment: ReadSignal<MomentId>, liked: ReadSignal<bool>) -> Element {
    let texts = use_texts();
    let preview = use_preview(0, move || {
        Some(Deed::React {
            moment: moment(),
            reaction: Some(ReactionKind::Like),
        })
    });
    let preview = preview.read();
    let Some((preview, left)) = preview
        .as_ref()
        .and_then(|preview| Some((preview, preview.left.likes?)))
    else {
        return rsx! {};
    };
    let left = t!(texts, "likes-left", count = left.left, of = left.of);
    let words = if liked() || preview.refused.is_some() {
        left
    } else {
        let left = t!(texts, "then-left", left = left);
        let parts = [brings(&texts, preview), Some(left)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        t!(texts, "like-brings", brings = parts.join(&t!(texts, "and-then")))
    };
    rsx! { p { class: "moment-left is-soft", {words} } }
}

/// The sheet, with what is left of the day.
#[component]
fn AskReason(
    item: FeedItem,
    fault: Option<Fault>,
    onsend: EventHandler<Option<String>>,
    onclose: EventHandler<()>,
) -> Element {
    let topics = use_topics();
    let moment = item.moment.id;
    let preview = use_preview(0, move || {
        Some(Deed::React {
            moment,
            reaction: Some(ReactionKind::Dislike { reason: "…".into() }),
        })
    });
    let me = match &*topics.session.read() {
        Loaded::Ready(session) => session.me.as_ref().map(|(person, _)| person.id),
        Loaded::Loading | Loaded::Failed(_) => None,
    };
    let given = item
        .dislikes
        .iter()
        .find(|dislike| Some(dislike.person.id) == me)
        .map(|dislike| dislike.reason.clone());
    rsx! {
        DislikeSheet { name: item.author.name.clone(), given, preview: preview(), fault, onsend, onclose }
    }
}

enum Step {
    Do(Deed),
    Retry(Retry),
    Edit(Edit),
    Discard(Discard),
    SendNow(SendNow),
}

#[derive(PartialEq, Eq)]
enum Next {
    Stay,
    Compose,
}

async fn carry_out(engine: &Engine, step: Step) -> Result<Next, Fault> {
    match step {
        Step::Do(deed) => {
            engine.ask(Act(deed)).await?;
        }
        Step::Retry(retry) => engine.ask(retry).await?,
        Step::SendNow(send) => engine.ask(send).await?,
        Step::Discard(discard) => engine.ask(discard).await?,
        Step::Edit(edit) => {
            engine.ask(edit).await?;
            return Ok(Next::Compose);
        }
    }
    Ok(Next::Stay)
}
