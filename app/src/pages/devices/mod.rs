//! Phones (手机绑定): those that ask to be let in for somebody, and those that are somebody's. For those who decide on them.

mod page;
mod view;

pub use page::{DevicesPage, UnitDevicesPage};
pub use view::{DevicesAction, DevicesView};
