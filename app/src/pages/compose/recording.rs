//! The microphone while a note is recorded.

use std::{cell::RefCell, rc::Rc};

use dioxus::prelude::*;
use jishi_core::{
    engine::{Fault, Recording},
    model::VOICE_MAX_MS,
    ports::{Recorder, RecordingSession},
};

use super::view::VoiceState;
use crate::state::sleep;

const TICK_MS: u32 = 80;
/// Levels shown beside the time.
const LEVELS: usize = 32;

type Session = Rc<RefCell<Option<Box<dyn RecordingSession>>>>;

/// The recording of this page; at most one.
#[derive(Clone, Copy)]
pub(super) struct RecordingControl {
    state: Signal<VoiceState>,
    session: CopyValue<Session>,
}

/// A recording for this page; leaving the page drops it, which ends it.
pub(super) fn use_recording() -> RecordingControl {
    RecordingControl {
        state: use_signal(|| VoiceState::Idle),
        session: use_hook(|| CopyValue::new(Session::default())),
    }
}

impl RecordingControl {
    /// What is going on.
    pub fn state(self) -> VoiceState {
        self.state.read().clone()
    }

    /// Starts, and follows the recording to its end. `true` if that was the longest time allowed.
    pub async fn run(mut self, recorder: Rc<dyn Recorder>) -> Result<bool, Fault> {
        self.state.set(VoiceState::Starting);
        let started = recorder.start().await?;
        let slot = self.session.peek().clone();
        *slot.borrow_mut() = Some(started);
        let mut levels = vec![0; LEVELS];
        loop {
            let Some((elapsed_ms, level)) = slot.borrow().as_ref().map(|now| (now.elapsed_ms(), now.level()))
            else {
                return Ok(false);
            };
            levels.rotate_left(1);
            levels[LEVELS - 1] = level;
            self.state.set(VoiceState::Recording {
                elapsed_ms,
                levels: levels.clone(),
            });
            if elapsed_ms >= VOICE_MAX_MS {
                return Ok(true);
            }
            sleep(TICK_MS).await;
        }
    }

    /// Ends it and hands it over, if there is one.
    pub async fn finish(mut self) -> Result<Option<Recording>, Fault> {
        let session = self.session.peek().borrow_mut().take();
        self.state.set(VoiceState::Saving);
        match session {
            Some(session) => session.finish().await.map(Some),
            None => Ok(None),
        }
    }

    /// Ends what there is and throws it away.
    pub fn rest(mut self) {
        self.session.peek().borrow_mut().take();
        self.state.set(VoiceState::Idle);
    }
}
