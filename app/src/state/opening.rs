//! What is to be seen before it is known who is enrolled here. The web page shows it before the app is even there, and the app begins
//! with the same, so that nothing moves.

use super::preferences::{forget, keep};

/// With what the app begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Somebody is enrolled, as far as is known: the feed, before it has anything.
    Feed,
    /// Nobody is: the form that binds the device.
    Start,
}

/// There while somebody is enrolled: `boot.js` chooses by it, and nothing else hangs on it.
const BOUND: &str = "jishi.bound";

impl Opening {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Feed, Self::Start];

    /// For the names of the page's templates, from which `boot.js` takes one.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Start => "start",
        }
    }

    /// As the page began; where there is no page around the app, the feed.
    #[must_use]
    pub fn expected() -> Self {
        match begun() {
            Some(code) if code == Self::Start.code() => Self::Start,
            _ => Self::Feed,
        }
    }

    /// Keeps it for the next time.
    pub fn remember(self) {
        match self {
            Self::Feed => keep(BOUND, "1"),
            Self::Start => forget(BOUND),
        }
    }
}

/// What `boot.js` has chosen.
#[cfg(target_arch = "wasm32")]
fn begun() -> Option<String> {
    let root = web_sys::window()?.document()?.document_element()?;
    root.get_attribute("data-opening")
}

#[cfg(not(target_arch = "wasm32"))]
fn begun() -> Option<String> {
    None
}
