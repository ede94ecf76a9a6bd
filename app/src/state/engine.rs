//! The way to the engine, typed.

use std::{pin::pin, rc::Rc};

use dioxus::html::FileData;
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use jishi_core::{
    engine::{Ask, Change, Fault, WireFault, answer_from_bytes, question_to_bytes},
    ports::{Answer, AnswerAbout, EngineLink},
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

    /// Asks at once, and waits for the answer to this very question.
    ///
    /// # Errors
    /// What the engine says; [`Fault::EngineGone`] if it answers something else.
    pub fn ask<A: Ask>(&self, question: A) -> impl Future<Output = Result<A::Answer, Fault>> + use<A> {
        // There is a copy of this for every question, so what does not depend on it is not here.
        let answer = self.post(question_to_bytes(&question));
        async move { read::<A>(&answer.await?) }
    }

    fn post(&self, question: Result<Vec<u8>, WireFault>) -> Answer<Vec<u8>> {
        match question {
            Ok(bytes) => self.0.ask(bytes),
            Err(_) => Box::pin(std::future::ready(Err(Fault::EngineGone))),
        }
    }

    /// Asks about a file. Where the engine can read it itself, it is not read here: a photo has megabytes, and the page answers
    /// nothing while they are copied. When `unwanted` tells so before it is read, it comes to nothing; after that, the answer
    /// says what has come of it.
    ///
    /// # Errors
    /// As [`Engine::ask`]; [`Fault::Unreadable`] if the file cannot be read, or was given up.
    pub async fn ask_about<A: Ask>(
        &self,
        file: &FileData,
        unwanted: oneshot::Receiver<()>,
        question: impl Fn(Vec<u8>) -> A,
    ) -> Result<A::Answer, Fault> {
        let unread = question_to_bytes(&question(Vec::new())).map_err(|_| Fault::EngineGone)?;
        let answer = match self.0.ask_about(&unread, file.inner()) {
            Some(AnswerAbout { answer, give_up }) => match select(answer, unwanted).await {
                Either::Left((answer, _)) => answer,
                Either::Right((_, answer)) => {
                    give_up();
                    answer.await
                }
            },
            None => {
                let bytes = match select(pin!(file.read_bytes()), unwanted).await {
                    Either::Left((bytes, _)) => bytes.map_err(|_| Fault::Unreadable)?,
                    Either::Right(_) => return Err(Fault::Unreadable),
                };
                self.post(question_to_bytes(&question(Vec::from(bytes)))).await
            }
        };
        read::<A>(&answer?)
    }

    /// Hears every change from now on.
    pub fn listen(&self, listener: impl Fn(Change) + 'static) {
        self.0.listen(Box::new(listener));
    }
}

fn read<A: Ask>(answer: &[u8]) -> Result<A::Answer, Fault> {
    answer_from_bytes::<A>(answer).map_err(|_| Fault::EngineGone)?
}
