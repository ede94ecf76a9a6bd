//! The web app: files of one folder, compressed beforehand, cached by the hash in their names, under a strict policy.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use super::set;

const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";
const PERMISSIONS: &str = "geolocation=(self), camera=(self), microphone=(self)";

/// What serves `folder` wherever the API has no route.
pub(super) fn router(folder: &Path) -> Router {
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    Router::new()
        .fallback(serve)
        .with_state(files)
        .layer(set(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(set(header::REFERRER_POLICY, "no-referrer"))
        .layer(set(
            header::HeaderName::from_static("permissions-policy"),
            PERMISSIONS,
        ))
        .layer(set(
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ))
}

async fn serve(State(files): State<ServeDir>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if path == "/v1" || path.starts_with("/v1/") {
        return super::problem::no_such_path().await.into_response();
    }
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let (parts, _) = request.into_parts();
    let again = parts.clone();
    let mut response = ask(files.clone(), Request::from_parts(parts, Body::empty())).await;
    if response.status() == StatusCode::NOT_FOUND && is_read && is_page(&path) {
        // A page of the app: its router knows what to show.
        let mut index = Request::from_parts(again, Body::empty());
        *index.uri_mut() = Uri::from_static("/index.html");
        response = ask(files, index).await;
    }
    let forever = response.status().is_success() && has_hash(&path);
    let cache = if forever {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

async fn ask(files: ServeDir, request: Request) -> Response {
    match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(impossible) => match impossible {},
    }
}

/// Whether a path is a page of the app rather than a file: its last segment has no ending, and it does not climb.
fn is_page(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    !last.contains('.') && !path.contains(['%', '\\']) && !path.contains("..")
}

/// Whether a file's name carries a hash of its content: `name-0123456789abcdef.ext`.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    name.contains('.')
        && hash.len() == 16
        && hash
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_with_a_hash_are_told_apart() {
        assert!(has_hash("/assets/app-0123456789abcdef.wasm"));
        assert!(has_hash("/engine-worker-0123456789abcdef.js"));
        for path in [
            "/",
            "/index.html",
            "/sw.js",
            "/app-0123456789ABCDEF.js",
            "/a-0123456789abcdef0.js",
            "/a-0123456789abcdef",
        ] {
            assert!(!has_hash(path), "{path}");
        }
    }

    #[test]
    fn pages_are_told_from_files_and_from_tricks() {
        assert!(is_page("/"));
        assert!(is_page("/moment/0190"));
        for path in ["/app.js", "/../etc/passwd", "/a/%2e%2e/b", "/..%2fx", "/a\\b"] {
            assert!(!is_page(path), "{path}");
        }
    }
}
