//! The app: pages and components from props to markup, and the loaders beside them. It holds no rules, no SQL and no
//! HTTP; all that it has of its host comes as a [`Host`](jishi_core::ports::Host) by context.

mod app;
pub mod components;
mod entrance;
pub mod media_url;
#[cfg(not(target_arch = "wasm32"))]
mod openings;
pub mod pages;
mod route;
pub mod state;
mod styles;
pub mod texts;

pub use app::{App, Surroundings};
#[cfg(not(target_arch = "wasm32"))]
pub use openings::openings;
pub use route::Route;
pub use styles::stylesheet;
