//! A moment with the news that have come since it was loaded, and the engine behind its buttons.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Discard, Edit, Fault, FeedItem, React, Retry},
    model::{MomentId, ReactionKind},
};

use super::{MomentAction, MomentCard};
use crate::{
    Route,
    components::{Notice, NoticeKind},
    state::{Engine, use_engine, use_topics},
    texts::{Sentence as _, use_texts},
};

/// A moment, live.
#[component]
pub fn LiveMoment(item: ReadSignal<FeedItem>, #[props(default)] whole: bool) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let topics = use_topics();
    let mut fault = use_signal(|| None::<Fault>);
    let current = use_memo(move || {
        let mut item = item();
        if let Some(delivery) = topics.deliveries.read().get(&item.moment.id.0) {
            item.delivery = delivery.clone();
        }
        item
    });
    let act = move |action| {
        let (engine, moment) = (engine.clone(), item.peek().moment.id);
        async move {
            match carry_out(&engine, moment, action).await {
                Ok(Next::Stay) => fault.set(None),
                Ok(Next::Compose) => {
                    navigator().push(Route::Compose {});
                }
                Err(why) => fault.set(Some(why)),
            }
        }
    };
    rsx! {
        MomentCard { item: current, whole, onaction: act }
        if let Some(why) = fault() {
            div { class: "moment-notice",
                Notice { kind: NoticeKind::Trouble, onclose: move |()| fault.set(None), {why.sentence(&texts)} }
            }
        }
    }
}

enum Next {
    Stay,
    Compose,
}

async fn carry_out(engine: &Engine, moment: MomentId, action: MomentAction) -> Result<Next, Fault> {
    match action {
        MomentAction::Like(on) => {
            engine
                .ask(React {
                    moment,
                    reaction: on.then_some(ReactionKind::Like),
                })
                .await?;
        }
        MomentAction::Retry(operation) => engine.ask(Retry(operation)).await?,
        MomentAction::Discard(operation) => engine.ask(Discard(operation)).await?,
        MomentAction::Edit(operation) => {
            engine.ask(Edit(operation)).await?;
            return Ok(Next::Compose);
        }
    }
    Ok(Next::Stay)
}
