//! Pieces that pages are made of: one folder each, code and style.

mod avatar;
mod button;
mod delivery_sign;
mod empty_state;
mod icon;
mod moment_card;
mod nav_bar;
mod notice;
mod photo_grid;
mod photo_viewer;
mod picture;
mod place_chip;
mod seal;
mod sheet;
mod skeleton;
mod sync_banner;
mod top_bar;
mod voice_bar;

pub use avatar::Avatar;
pub use button::{Button, ButtonKind, IconButton};
pub use delivery_sign::{DeliverySign, RefusedSheet};
pub use empty_state::EmptyState;
pub use icon::{Icon, Shape};
pub use moment_card::{LiveMoment, MomentAction, MomentCard};
pub use nav_bar::NavBar;
pub use notice::{Notice, NoticeKind};
pub use photo_grid::{Photo, PhotoGrid, photos};
pub use photo_viewer::PhotoViewer;
pub use picture::{Picture, PictureView};
pub use place_chip::{PlaceChip, place_text};
pub use seal::{ReceiptSheet, SealMark};
pub use sheet::Sheet;
pub use skeleton::MomentSkeleton;
pub use sync_banner::SyncBanner;
pub use top_bar::TopBar;
pub use voice_bar::{VoiceBar, Waveform};
