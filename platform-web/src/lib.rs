//! What Jishi needs of a browser. The interface's side: the way to the engine's worker, place, microphone. The engine's
//! side is the binary `jishi-engine`, which runs in the worker.
#![cfg_attr(not(target_arch = "wasm32"), allow(unused))]

#[cfg(target_arch = "wasm32")]
mod installation;
#[cfg(target_arch = "wasm32")]
mod link;
#[cfg(target_arch = "wasm32")]
mod location;
#[cfg(target_arch = "wasm32")]
mod recorder;

/// All that the interface has of a browser.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn host() -> jishi_core::ports::Host {
    jishi_core::ports::Host {
        engine: std::rc::Rc::new(link::WorkerLink::new()),
        location: std::rc::Rc::new(location::BrowserLocation),
        recorder: std::rc::Rc::new(recorder::BrowserRecorder),
        installation: std::rc::Rc::new(installation::WebApp),
    }
}
