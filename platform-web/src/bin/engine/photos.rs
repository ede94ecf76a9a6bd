//! Photos by the browser's own codecs: they are several times faster than ours in WebAssembly, know the colours of phones'
//! cameras, work while the engine goes on, and give their memory back; and no phone has to fetch ours.

use std::pin::pin;

use futures_util::{
    FutureExt as _,
    future::{Either, LocalBoxFuture, select},
    lock::Mutex,
};
use gloo_timers::future::TimeoutFuture;
use jishi_core::{
    engine::{Capability, Fault},
    media::{
        FULL_EDGE, FULL_QUALITY, Jpeg, MediaKind, PhotoFault, PreparedPhoto, SMALL_QUALITY, THUMB_EDGE,
        bare_jpeg, check_picked, fitted, orientation, unturned,
    },
    ports::PhotoCodec,
};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, ImageBitmap, ImageEncodeOptions, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

#[derive(Default)]
pub struct BrowserCodec {
    /// A photo may take hundreds of megabytes while it is decoded, so there is one at a time.
    alone: Mutex<()>,
}

impl PhotoCodec for BrowserCodec {
    fn prepare<'a>(&'a self, file: &'a [u8]) -> LocalBoxFuture<'a, Result<PreparedPhoto, Fault>> {
        async move {
            let (kind, size) = check_picked(file).map_err(Fault::Photo)?;
            let _alone = self.alone.lock().await;
            match select(pin!(prepare(kind, size, file)), TimeoutFuture::new(PATIENCE_MS)).await {
                Either::Left((prepared, _)) => prepared,
                Either::Right(_) => Err(Fault::HostFailed(Capability::Photos)),
            }
        }
        .boxed_local()
    }
}

/// Longer than any phone takes: a codec that hangs must not hold up all that comes behind.
const PATIENCE_MS: u32 = 60_000;

/// Pixels from which on a phone may lack the memory for a picture now.
const LARGE: u64 = 12_000_000;

async fn prepare(kind: MediaKind, size: (u32, u32), file: &[u8]) -> Result<PreparedPhoto, Fault> {
    let failed = |_| Fault::HostFailed(Capability::Photos);
    let picture = match decoded(kind, file).await.map_err(failed)? {
        Some(picture) => picture,
        None if u64::from(size.0) * u64::from(size.1) > LARGE => return Err(failed(JsValue::NULL)),
        // It is broken where only a decoder sees it.
        None => return Err(Fault::Photo(PhotoFault::Damaged)),
    };
    develop(picture, orientation(kind, file)).await.map_err(failed)
}

/// Decoded pixels, given back when they are let go of: a collector would come late.
struct Picture(ImageBitmap);

impl Drop for Picture {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// As it lies in the file, not turned; `None` if the browser cannot decode it.
async fn decoded(kind: MediaKind, file: &[u8]) -> Result<Option<Picture>, JsValue> {
    // Browsers turn some formats by some of what is said in them, and others not.
    let bytes = Uint8Array::from(unturned(kind, file).as_slice());
    let options = BlobPropertyBag::new();
    options.set_type(kind.mime());
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &options)?;
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let decoding = settled(scope.create_image_bitmap_with_blob(&blob)?).await;
    Ok(decoding.ok().map(|picture| Picture(picture.unchecked_into())))
}

async fn develop(picture: Picture, turn: u8) -> Result<PreparedPhoto, JsValue> {
    let across = |(width, height): (u32, u32)| {
        if turn > 4 {
            (height, width)
        } else {
            (width, height)
        }
    };
    let full = fitted(across((picture.0.width(), picture.0.height())), FULL_EDGE);
    let large = Canvas::white(full)?;
    large.turn(turn)?;
    let (width, height) = across(full);
    let pen = &large.pen;
    pen.draw_image_with_image_bitmap_and_dw_and_dh(&picture.0, 0.0, 0.0, width.into(), height.into())?;
    drop(picture);
    let (width, height) = fitted(full, THUMB_EDGE);
    let small = Canvas::white((width, height))?;
    let pen = &small.pen;
    pen.draw_image_with_offscreen_canvas_and_dw_and_dh(&large.canvas, 0.0, 0.0, width.into(), height.into())?;
    Ok(PreparedPhoto {
        full: large.jpeg(FULL_QUALITY).await?,
        thumb: small.jpeg(SMALL_QUALITY).await?,
    })
}

/// Paper to paint on.
struct Canvas {
    canvas: OffscreenCanvas,
    pen: OffscreenCanvasRenderingContext2d,
    size: (u32, u32),
}

impl Canvas {
    /// White, as what is transparent looks on paper.
    fn white((width, height): (u32, u32)) -> Result<Self, JsValue> {
        let canvas = OffscreenCanvas::new(width, height)?;
        // By the processor: a graphics card makes other pixels than the next one, and not of every size.
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE)?;
        let pen: OffscreenCanvasRenderingContext2d = canvas
            .get_context_with_context_options("2d", &options)?
            .ok_or(JsValue::NULL)?
            .unchecked_into();
        Reflect::set(&pen, &"imageSmoothingQuality".into(), &"high".into())?;
        shows_what_is_painted(&pen)?;
        pen.set_fill_style_str("#fff");
        pen.fill_rect(0.0, 0.0, width.into(), height.into());
        Ok(Self {
            canvas,
            pen,
            size: (width, height),
        })
    }

    /// Turns the pen, so that a picture that is painted as it lies in its file comes out upright (EXIF 2.32, 4.6.4 A).
    fn turn(&self, exif: u8) -> Result<(), JsValue> {
        let (w, h) = (f64::from(self.size.0), f64::from(self.size.1));
        let [a, b, c, d, e, f] = match exif {
            2 => [-1.0, 0.0, 0.0, 1.0, w, 0.0],
            3 => [-1.0, 0.0, 0.0, -1.0, w, h],
            4 => [1.0, 0.0, 0.0, -1.0, 0.0, h],
            5 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            6 => [0.0, 1.0, -1.0, 0.0, w, 0.0],
            7 => [0.0, -1.0, -1.0, 0.0, w, h],
            8 => [0.0, -1.0, 1.0, 0.0, 0.0, h],
            _ => return Ok(()),
        };
        self.pen.set_transform(a, b, c, d, e, f)
    }

    async fn jpeg(&self, quality: u8) -> Result<Jpeg, JsValue> {
        let options = ImageEncodeOptions::new();
        options.set_type("image/jpeg");
        options.set_quality(f64::from(quality) / 100.0);
        let blob: Blob = settled(self.canvas.convert_to_blob_with_options(&options)?)
            .await?
            .unchecked_into();
        let bytes = Uint8Array::new(&settled(blob.array_buffer()).await?).to_vec();
        let bare = bare_jpeg(&bytes).ok_or(JsValue::NULL)?;
        Ok(Jpeg::new(bare, self.size))
    }
}

/// Some browsers, so that nobody is known again by what a canvas shows, give white or noise instead: that is no photo.
fn shows_what_is_painted(pen: &OffscreenCanvasRenderingContext2d) -> Result<(), JsValue> {
    const PAINTED: [u8; 4] = [12, 100, 200, 255];
    pen.set_fill_style_str("rgb(12 100 200)");
    pen.fill_rect(0.0, 0.0, 1.0, 1.0);
    let seen = pen.get_image_data(0.0, 0.0, 1.0, 1.0)?.data();
    // One or two off is another rounding.
    let near = |(seen, painted): (&u8, &u8)| seen.abs_diff(*painted) <= 2;
    let same = seen.len() == PAINTED.len() && seen.iter().zip(&PAINTED).all(near);
    same.then_some(()).ok_or(JsValue::NULL)
}

async fn settled(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}
