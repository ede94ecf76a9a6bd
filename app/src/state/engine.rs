//! The way to the engine, typed.

use std::rc::Rc;

use jishi_core::{
    engine::{Ask, Change, Fault},
    ports::EngineLink,
};

/// Asks and hears the engine.
#[derive(Clone)]
pub struct Engine(Rc<dyn EngineLink>);

impl Engine {
    /// Over this link.
    #[must_use]
    pub fn new(link: Rc<dyn EngineLink>) -> Self {
        Self(link)
    }

    /// Asks, and waits for the answer to this very question.
    ///
    /// # Errors
    /// What the engine says; [`Fault::EngineGone`] if it answers something else.
    pub async fn ask<A: Ask>(&self, question: A) -> Result<A::Answer, Fault> {
        let reply = self.0.ask(question.into()).await?;
        A::answer(reply).ok_or(Fault::EngineGone)
    }

    /// Hears every change from now on.
    pub fn listen(&self, listener: impl Fn(Change) + 'static) {
        self.0.listen(Box::new(listener));
    }
}
