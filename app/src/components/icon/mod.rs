//! Icons: own drawings on a 24 px grid, drawn with the pen of the text beside them.

use dioxus::prelude::*;

/// Declares one icon per line; the drawing is the one path of `assets/icons/<file>.svg`.
macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)+) => {
        /// What an icon shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Shape { $($(#[$doc])* $name,)+ }

        impl Shape {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The drawing as a file.
            #[must_use]
            pub const fn source(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("../../../../assets/icons/", $file, ".svg")),)+ }
            }
        }
    };
}

shapes! {
    /// To the page before.
    Back = "back";
    /// News.
    Bell = "bell";
    /// A file that cannot be shown.
    Broken = "broken";
    /// Days.
    Calendar = "calendar";
    /// Taking photos.
    Camera = "camera";
    /// Done.
    Check = "check";
    /// Attendance.
    CheckIn = "check-in";
    /// Waiting.
    Clock = "clock";
    /// Close or remove.
    Close = "close";
    /// 踩.
    Dislike = "dislike";
    /// A document.
    Document = "document";
    /// Change.
    Edit = "edit";
    /// The feed.
    Feed = "feed";
    /// To the next page.
    Forward = "forward";
    /// Language.
    Language = "language";
    /// 赞.
    Like = "like";
    /// Recording.
    Microphone = "microphone";
    /// What else can be done.
    More = "more";
    /// Light and dark.
    Moon = "moon";
    /// No connection.
    Offline = "offline";
    /// Interrupt.
    Pause = "pause";
    /// Oneself.
    Person = "person";
    /// A picture.
    Photo = "photo";
    /// A place.
    Place = "place";
    /// Listen.
    Play = "play";
    /// Write.
    Plus = "plus";
    /// Refused.
    Refused = "refused";
    /// Once more.
    Retry = "retry";
    /// Look for something.
    Search = "search";
    /// How large text is.
    TextSize = "text-size";
    /// Kept safe.
    Shield = "shield";
    /// End a recording.
    Stop = "stop";
    /// What is on this device.
    Storage = "storage";
    /// What waits for one.
    Todo = "todo";
    /// Throw away.
    Trash = "trash";
    /// On its way.
    Upload = "upload";
    /// Moving pictures.
    Video = "video";
    /// A line that is not paid for by volume.
    Wifi = "wifi";
    /// 纪, the mark of the app.
    SealJi = "seal-ji";
    /// 实, the mark of a receipt.
    SealShi = "seal-shi";
}

impl Shape {
    /// The drawing as SVG path data. Markup is not set as text, which Trusted Types forbid.
    #[must_use]
    pub fn path(self) -> &'static str {
        let after = self.source().split_once(" d=\"").map_or("", |(_, rest)| rest);
        after.split_once('"').map_or("", |(path, _)| path)
    }

    const fn filled(self) -> bool {
        matches!(self, Self::SealJi | Self::SealShi)
    }
}

/// An icon. It says nothing to a screen reader: the word beside it, or the control's label, does.
#[component]
pub fn Icon(shape: Shape) -> Element {
    let class = if shape.filled() { "icon is-filled" } else { "icon" };
    rsx! {
        svg { class, view_box: "0 0 24 24", "aria-hidden": "true", "focusable": "false",
            path { d: shape.path() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_is_one_path_on_the_grid() {
        for shape in Shape::ALL {
            assert!(shape.source().contains("viewBox=\"0 0 24 24\""), "{shape:?}");
            assert_eq!(shape.source().matches("<path").count(), 1, "{shape:?}");
            assert!(shape.path().starts_with('M'), "{shape:?}");
        }
    }
}
