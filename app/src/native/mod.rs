//! The host on desktop and phones: the engine on a thread of its own, its database in the app's folder.

mod clock;
mod folder;
mod link;

use std::rc::Rc;

use jishi_core::ports::{Absent, Host};

use link::ThreadLink;

/// All that the interface has of this host. The server is `JISHI_SERVER`, by default the one of `./dev run`.
#[must_use]
pub fn host() -> Host {
    let server = std::env::var("JISHI_SERVER").unwrap_or_else(|_| "http://127.0.0.1:8420".to_owned());
    Host {
        engine: Rc::new(ThreadLink::start(folder::data(), server)),
        location: location(),
        recorder: recorder(),
        // Apps are updated by their stores, and nothing clears away what they keep.
        installation: Rc::new(Absent),
    }
}

#[cfg(target_os = "android")]
use jishi_platform_android::{location, recorder};
#[cfg(target_os = "ios")]
use jishi_platform_ios::{location, recorder};

#[cfg(not(any(target_os = "android", target_os = "ios")))]
fn location() -> Rc<dyn jishi_core::ports::Location> {
    Rc::new(Absent)
}

#[cfg(not(any(target_os = "android", target_os = "ios")))]
fn recorder() -> Rc<dyn jishi_core::ports::Recorder> {
    Rc::new(Absent)
}
