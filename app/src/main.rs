//! Picks the host and launches the app on it.

#[cfg(any(feature = "desktop", feature = "mobile"))]
mod native;

#[cfg(any(feature = "web", feature = "desktop", feature = "mobile"))]
use dioxus::prelude::*;

/// The app on the host of this build.
#[cfg(any(feature = "web", feature = "desktop", feature = "mobile"))]
#[component]
fn Root() -> Element {
    #[cfg(feature = "web")]
    use_context_provider(jishi_platform_web::host);
    #[cfg(not(feature = "web"))]
    use_context_provider(native::host);
    rsx! {
        jishi_app::App {}
    }
}

#[cfg(feature = "web")]
fn main() {
    #[cfg(target_arch = "wasm32")]
    clear_page();
    dioxus::launch(Root);
}

/// Takes away the still picture of the app that the page brings.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
fn clear_page() {
    let main = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.get_element_by_id("main"));
    if let Some(main) = main {
        main.set_text_content(None);
    }
}

#[cfg(all(feature = "desktop", not(feature = "web")))]
fn main() {
    use dioxus::desktop::{Config, LogicalSize, WindowBuilder};

    let window = WindowBuilder::new()
        .with_title("纪实")
        .with_inner_size(LogicalSize::new(420.0, 860.0));
    dioxus::LaunchBuilder::desktop()
        .with_cfg(
            Config::new()
                .with_window(window)
                .with_custom_head(head())
                .with_menu(None),
        )
        .launch(Root);
}

#[cfg(all(feature = "mobile", not(any(feature = "desktop", feature = "web"))))]
fn main() {
    dioxus::LaunchBuilder::mobile()
        .with_cfg(dioxus::mobile::Config::new().with_custom_head(head()))
        .launch(Root);
}

/// A web view of our own has no Content-Security-Policy and no file to link to.
#[cfg(all(any(feature = "desktop", feature = "mobile"), not(feature = "web")))]
fn head() -> String {
    format!(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\"><style>{}</style>",
        jishi_app::stylesheet()
    )
}

#[cfg(not(any(feature = "web", feature = "desktop", feature = "mobile")))]
fn main() -> std::process::ExitCode {
    use std::io::Write as _;

    let help = "This build has no host. Build the app with the feature `web`, `desktop` or `mobile`.\n";
    let _ = std::io::stderr().write_all(help.as_bytes());
    std::process::ExitCode::FAILURE
}
