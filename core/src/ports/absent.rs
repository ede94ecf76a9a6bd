//! A host that lacks something says so.

use super::{Answer, Connection, Installation, Location, Recorder, RecordingSession, Room};
use crate::{
    engine::{Capability, Fault, LineKind},
    model::Place,
};

/// No location service, no microphone, no word of the line, of the room for data or of newer versions.
pub struct Absent;

impl Location for Absent {
    fn locate(&self) -> Answer<Place> {
        Box::pin(async { Err(Fault::Unsupported(Capability::Location)) })
    }
}

impl Recorder for Absent {
    fn start(&self) -> Answer<Box<dyn RecordingSession>> {
        Box::pin(async { Err(Fault::Unsupported(Capability::Microphone)) })
    }
}

impl Installation for Absent {
    fn keep_data(&self) {}

    fn room(&self) -> Answer<Option<Room>> {
        Box::pin(async { Ok(None) })
    }

    fn on_update(&self, _tell: Box<dyn Fn()>) {}

    fn update(&self) {}

    fn begin_anew(&self) {}

    fn badge(&self, _count: u32) {}
}

impl Connection for Absent {
    fn kind(&self) -> LineKind {
        LineKind::Unknown
    }

    fn on_change(&self, _tell: Box<dyn Fn()>) {}
}
