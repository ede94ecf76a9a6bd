//! Forms that are drafts: what was typed into them is there again after the page, or the app, was left.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Draft, Form, OpenForm, SaveForm},
    model::MomentId,
};
use serde::{Serialize, de::DeserializeOwned};

use super::{DraftKeeper, Loaded, Typed, use_engine};

/// Opens the draft of a form.
#[must_use]
pub fn use_form(form: Form) -> Loaded<Draft> {
    let engine = use_engine();
    let keeper = use_context::<DraftKeeper>();
    let opened = use_resource(use_reactive!(|form| {
        let (engine, keeper) = (engine.clone(), keeper.clone());
        async move { keeper.open(&engine, engine.ask(OpenForm(form))).await }
    }));
    opened.read().clone().map_or(Loaded::Loading, Loaded::from)
}

/// The fields that were kept; `None` for a new form, and for one that an older version wrote otherwise.
#[must_use]
pub fn fields<F: DeserializeOwned>(draft: &Draft) -> Option<F> {
    serde_json::from_str(draft.fields.as_ref()?).ok()
}

impl DraftKeeper {
    /// Keeps a form soon.
    pub fn keep_form(&self, draft: MomentId, text: &str, fields: &impl Serialize) {
        // Fields are plain values, which always can be written.
        if let Ok(fields) = serde_json::to_string(fields) {
            let text = text.to_owned();
            self.keep(Typed::Form(SaveForm { draft, text, fields }));
        }
    }
}
