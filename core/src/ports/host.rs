//! What the interface needs of its host. One thread, so nothing here is `Send`.

use std::{any::Any, pin::Pin, rc::Rc};

use crate::{
    engine::{Change, Fault, Recording},
    model::Place,
};

/// Something that comes later.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Fault>>>>;

/// All that the interface has of its host.
#[derive(Clone)]
pub struct Host {
    /// The way to the engine.
    pub engine: Rc<dyn EngineLink>,
    /// Where am I?
    pub location: Rc<dyn Location>,
    /// The microphone.
    pub recorder: Rc<dyn Recorder>,
    /// The app on this device.
    pub installation: Rc<dyn Installation>,
}

/// The way to the engine: a channel to its thread, or messages to its worker. It hands bytes on, so that only who asks needs to
/// know what is asked.
pub trait EngineLink {
    /// Asks with the bytes of a [`Command`](crate::engine::Command); when the engine has done it, there come those of a
    /// `Result<Reply, Fault>`. Commands reach the engine in the order of these calls.
    fn ask(&self, command: Vec<u8>) -> Answer<Vec<u8>>;

    /// As [`EngineLink::ask`], about a file of the host's that has not been read: it is read where the engine is, in the place of
    /// the bytes with which the command ends, and which are none; other commands go on meanwhile. `None` if this link cannot hand
    /// such a thing on.
    fn ask_about(&self, command: &[u8], file: &dyn Any) -> Option<AnswerAbout> {
        let _ = (command, file);
        None
    }

    /// Hears every change from now on.
    fn listen(&self, listener: Box<dyn Fn(Change)>);
}

/// What comes of a question about a file.
pub struct AnswerAbout {
    /// As of [`EngineLink::ask`]. Dropped before it is there, it gives up too.
    pub answer: Answer<Vec<u8>>,
    /// Gives up reading the file, which a cloud may never deliver: if it has not been read, the answer is
    /// [`Fault::Unreadable`], and nothing has been done. Otherwise it is what it would have been.
    pub give_up: Box<dyn FnOnce()>,
}

/// The location service. Asked only when the person taps.
pub trait Location {
    /// One fix, as good as can be had in a few seconds.
    fn locate(&self) -> Answer<Place>;
}

/// The microphone.
pub trait Recorder {
    /// Begins to record.
    fn start(&self) -> Answer<Box<dyn RecordingSession>>;
}

/// The app as it lies on the device: the room that its data have, and newer versions of itself.
pub trait Installation {
    /// Asks the system never to clear away what the app has kept to make room for something else.
    fn keep_data(&self);

    /// The room that its data take and may take; `None` where the host does not tell.
    fn room(&self) -> Answer<Option<Room>>;

    /// Hears that a newer version is ready, once it is.
    fn on_update(&self, tell: Box<dyn Fn()>);

    /// Ends this version and begins the newer one.
    fn update(&self);

    /// Begins the app anew with files that are fetched anew, if that can help: the server is there. Once while the app is open.
    fn begin_anew(&self);

    /// Shows at the app's sign how many things wait for the person, where the host has a place for that.
    fn badge(&self, count: u32);
}

/// Room for data on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bytes taken.
    pub used: u64,
    /// Bytes that may be taken, those taken among them.
    pub limit: u64,
    /// Whether the system has promised not to clear them away.
    pub is_kept: bool,
}

/// A recording under way. Dropping it stops it and throws it away.
pub trait RecordingSession {
    /// Milliseconds recorded so far.
    fn elapsed_ms(&self) -> u32;

    /// How loud it is now, 0–255.
    fn level(&self) -> u8;

    /// Ends it and hands it over.
    fn finish(self: Box<Self>) -> Answer<Recording>;
}
