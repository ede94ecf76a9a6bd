//! News: what others did with what is one's own, and deadlines that come near.

mod page;
mod pill;
mod view;
mod words;

pub use page::NewsPage;
pub use pill::NewsPill;
pub use view::NewsView;
