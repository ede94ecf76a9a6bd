//! A host that lacks something says so.

use super::{Answer, Connection, Location, Recorder, RecordingSession};
use crate::{
    engine::{Capability, Fault, LineKind},
    model::Place,
};

/// No location service, no microphone, no word of the line.
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

impl Connection for Absent {
    fn kind(&self) -> LineKind {
        LineKind::Unknown
    }

    fn on_change(&self, _tell: Box<dyn Fn()>) {}
}
