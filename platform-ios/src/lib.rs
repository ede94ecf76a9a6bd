//! What Jishi needs of iOS. Place and microphone are not built yet: they answer `Unsupported`, which the pages turn into
//! a sentence, so that the app builds and runs without them.

use std::rc::Rc;

use jishi_core::ports::{Absent, Location, Recorder};

/// The location service.
#[must_use]
pub fn location() -> Rc<dyn Location> {
    Rc::new(Absent)
}

/// The microphone.
#[must_use]
pub fn recorder() -> Rc<dyn Recorder> {
    Rc::new(Absent)
}
