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
    let app = dioxus::LaunchBuilder::new();
    #[cfg(target_arch = "wasm32")]
    let app = match web_sys::window().and_then(|window| window.document()) {
        Some(page) => app.with_context(take_over(&page)),
        None => app,
    };
    app.launch(Root);
}

/// Takes the opening off the page; what was typed into it is taken along.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
fn take_over(page: &web_sys::Document) -> jishi_app::pages::TypedAhead {
    let mut ahead = jishi_app::pages::TypedAhead::default();
    if let Some(field) = page.get_element_by_id("enrol-code") {
        ahead.code = js_sys::Reflect::get(&field, &"value".into())
            .ok()
            .and_then(|value| value.as_string())
            .unwrap_or_default();
        ahead.focused = page.active_element().as_ref() == Some(&field);
    }
    if let Some(main) = page.get_element_by_id("main") {
        main.set_text_content(None);
    }
    ahead
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
