//! Addresses under which bytes in memory can be shown: a blob on the web, a `data:` address in a web view.

#[cfg(not(target_arch = "wasm32"))]
use base64::Engine as _;
use jishi_core::engine::MediaBytes;

/// An address for some bytes; it holds as long as this value lives.
#[derive(Debug, PartialEq, Eq)]
pub struct MediaUrl(String);

impl MediaUrl {
    /// An address for `media`; `None` if the host will not make one.
    #[must_use]
    pub fn new(media: &MediaBytes) -> Option<Self> {
        address(media).map(Self)
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(target_arch = "wasm32")]
fn address(media: &MediaBytes) -> Option<String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(media.bytes.as_slice()));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(&media.mime);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}

#[cfg(not(target_arch = "wasm32"))]
fn address(media: &MediaBytes) -> Option<String> {
    let bytes = base64::engine::general_purpose::STANDARD.encode(&media.bytes);
    Some(format!("data:{};base64,{bytes}", media.mime))
}

#[cfg(target_arch = "wasm32")]
impl Drop for MediaUrl {
    fn drop(&mut self) {
        // A blob that is never revoked keeps its bytes until the page goes. Failing to revoke loses nothing else.
        let _ = web_sys::Url::revoke_object_url(&self.0);
    }
}
