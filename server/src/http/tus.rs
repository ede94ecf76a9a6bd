//! The headers of tus 1.0.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jishi_core::model::{Sha256, Timestamp};
use jishi_core::protocol::{Problem, ProblemKind, TUS_VERSION, UPLOAD_MAX};

use super::problem::Refusal;
use crate::service::UploadState;

pub(super) const EXTENSIONS: &str = "creation,creation-with-upload,termination,checksum,expiration";
pub(super) const OFFSET_TYPE: &str = "application/offset+octet-stream";

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const VERSION: HeaderName = HeaderName::from_static("tus-version");
pub(super) const LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub(super) const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub(super) const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// An answer or a refusal of tus: both say which version is spoken.
pub(super) fn answer(result: Result<Response, Refusal>) -> Response {
    let mut response = result.unwrap_or_else(IntoResponse::into_response);
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(TUS_VERSION));
    headers.insert(VERSION, HeaderValue::from_static(TUS_VERSION));
    headers
        .entry("cache-control")
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// What the server can do, for `OPTIONS`.
pub(super) fn abilities() -> [(&'static str, HeaderValue); 3] {
    [
        ("tus-extension", HeaderValue::from_static(EXTENSIONS)),
        ("tus-max-size", UPLOAD_MAX.into()),
        (
            "tus-checksum-algorithm",
            HeaderValue::from_static(crate::service::Checksum::ALGORITHMS),
        ),
    ]
}

/// Refuses clients of another version.
pub(super) fn check_version(headers: &HeaderMap) -> Result<(), Refusal> {
    let version = headers.get(RESUMABLE).map(HeaderValue::as_bytes);
    if version == Some(TUS_VERSION.as_bytes()) {
        Ok(())
    } else {
        Err(ProblemKind::TusVersion.into())
    }
}

/// A header that is a number.
pub(super) fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Refusal> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    let number = value.filter(|value| value.bytes().all(|byte| byte.is_ascii_digit()));
    let number = number.and_then(|value| value.parse().ok());
    number.ok_or_else(|| {
        Problem::from(ProblemKind::Malformed)
            .detail(format!("{name} is needed"))
            .into()
    })
}

/// The digest that `Upload-Metadata` announces under the key `sha256`, if it does.
pub(super) fn announced_digest(metadata: &str) -> Result<Option<Sha256>, Refusal> {
    let pairs = metadata.split(',').filter_map(|pair| pair.trim().split_once(' '));
    let Some((_, value)) = pairs.into_iter().find(|(key, _)| *key == "sha256") else {
        return Ok(None);
    };
    let text = STANDARD
        .decode(value)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let digest = text.and_then(|text| text.parse().ok());
    let malformed = || Problem::from(ProblemKind::Malformed).detail("the metadata key sha256 is no digest");
    digest.map(Some).ok_or_else(|| malformed().into())
}

/// The headers that tell how far an upload is.
pub(super) fn state_headers(state: &UploadState) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(OFFSET, state.upload.offset.into());
    headers.insert(LENGTH, state.upload.length.into());
    if let Ok(expires) = HeaderValue::from_str(&http_date(state.expires_at)) {
        headers.insert(EXPIRES, expires);
    }
    if let Ok(metadata) = HeaderValue::from_str(&state.metadata)
        && !metadata.is_empty()
    {
        headers.insert(METADATA, metadata);
    }
    headers
}

/// RFC 9110, section 5.6.7.
fn http_date(at: Timestamp) -> String {
    let millis = u64::try_from(at.0).unwrap_or(0);
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_millis(millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_found_among_other_metadata() {
        let digest = Sha256::of(b"x");
        let text = format!(
            "filename YS5qcGc=, sha256 {},empty",
            STANDARD.encode(digest.to_string())
        );
        assert_eq!(announced_digest(&text).unwrap(), Some(digest));
        assert_eq!(announced_digest("filename YS5qcGc=").unwrap(), None);
        assert!(announced_digest("sha256 YS5qcGc=").is_err());
    }

    #[test]
    fn dates_are_as_http_wants_them() {
        // The example of RFC 9110, section 5.6.7.
        assert_eq!(
            http_date(Timestamp(784_111_777_000)),
            "Sun, 06 Nov 1994 08:49:37 GMT"
        );
    }
}
