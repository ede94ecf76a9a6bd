//! The one stylesheet: tokens and base first, then the components and pages.

/// Joins files at compile time, so that a missing one is a compile error.
macro_rules! join {
    ($($path:literal),+ $(,)?) => { concat!($(include_str!($path), "\n"),+) };
}

/// All styles. The web build writes them to a hashed file, because the Content-Security-Policy forbids inline styles;
/// a desktop window takes them into its head.
#[must_use]
pub const fn stylesheet() -> &'static str {
    join!(
        "../../assets/styles/tokens.css",
        "../../assets/styles/base.css",
        "../../assets/styles/layout.css",
        "components/avatar/avatar.css",
        "components/button/button.css",
        "components/brings/brings.css",
        "components/chips/chips.css",
        "components/delivery_sign/delivery_sign.css",
        "components/empty_state/empty_state.css",
        "components/file_row/file_row.css",
        "components/icon/icon.css",
        "components/look_note/look_note.css",
        "components/markdown/markdown.css",
        "components/moment_card/moment_card.css",
        "components/month_grid/month_grid.css",
        "components/nav_bar/nav_bar.css",
        "components/notice/notice.css",
        "components/photo_grid/photo_grid.css",
        "components/photo_viewer/photo_viewer.css",
        "components/picture/picture.css",
        "components/place_ask/place_ask.css",
        "components/place_chip/place_chip.css",
        "components/place_map/place_map.css",
        "components/pull/pull.css",
        "components/request_row/request_row.css",
        "components/row/row.css",
        "components/rows/rows.css",
        "components/seal/seal.css",
        "components/sheet/sheet.css",
        "components/skeleton/skeleton.css",
        "components/sync_banner/sync_banner.css",
        "components/tap_ring/tap_ring.css",
        "components/today_card/today_card.css",
        "components/top_bar/top_bar.css",
        "components/undo_bar/undo_bar.css",
        "components/video_box/video_box.css",
        "components/voice_bar/voice_bar.css",
        "pages/attachments/attachments.css",
        "pages/check_in/check_in.css",
        "pages/compose/compose.css",
        "pages/devices/devices.css",
        "pages/enrol/enrol.css",
        "pages/feed/feed.css",
        "pages/leave/leave.css",
        "pages/lessons/lessons.css",
        "pages/me/me.css",
        "pages/moment/moment.css",
        "pages/news/news.css",
        "pages/gallery/gallery.css",
        "pages/score/score.css",
        "pages/tasks/tasks.css",
        "pages/todo/todo.css",
        "pages/unit/unit.css",
        "pages/workplace/workplace.css",
        "../../assets/styles/wide.css",
    )
}
