//! One person, one device (一机一终端): a change is asked for by the person and approved by their unit, and a lost one is
//! revoked at once.

mod decide;
mod revoke;

pub use decide::decide_device;
pub use revoke::revoke_device;
