//! A host that lacks something says so.

use super::{Answer, Location, Recorder, RecordingSession};
use crate::{
    engine::{Capability, Fault},
    model::Place,
};

/// No location service, no microphone.
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
