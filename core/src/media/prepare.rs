//! What is made of a photo before it leaves the device: turned upright, no larger than it need be, nothing in it but the
//! picture.

use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{DynamicImage, RgbImage, metadata::Orientation};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{PhotoFault, decode::decode};
use crate::model::Sha256;

/// Longest side of a photo as it is sent, in pixels.
pub const FULL_EDGE: u32 = 2048;
/// Longest side of a thumbnail, in pixels.
pub const THUMB_EDGE: u32 = 320;

const FULL_QUALITY: u8 = 82;
const SMALL_QUALITY: u8 = 76;

/// A photo ready to be attached.
#[derive(Clone, Debug)]
pub struct PreparedPhoto {
    /// At most [`FULL_EDGE`].
    pub full: Jpeg,
    /// At most [`THUMB_EDGE`].
    pub thumb: Jpeg,
}

/// A JPEG file made here: baseline, upright, without metadata.
#[derive(Clone, Debug)]
pub struct Jpeg {
    /// The file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Digest of `bytes`.
    pub sha256: Sha256,
}

/// Makes of a camera's or a picker's file what Jishi keeps of it.
///
/// # Errors
/// A [`PhotoFault`] that says why the bytes cannot become a photo.
pub fn prepare_photo(bytes: &[u8]) -> Result<PreparedPhoto, PhotoFault> {
    let decoded = decode(bytes)?;
    // Turning after shrinking touches a tenth of the pixels of a phone's photo.
    let full = turned(fit(decoded.pixels, FULL_EDGE)?, decoded.orientation);
    let thumb = fit_copy(&full, THUMB_EDGE)?;
    Ok(PreparedPhoto { thumb: encode(&thumb, SMALL_QUALITY)?, full: encode(&full, FULL_QUALITY)? })
}

/// A smaller edition of a photo, at most `edge` pixels on its longer side.
///
/// # Errors
/// A [`PhotoFault`] if the bytes are no photo after all.
pub fn resize_jpeg(bytes: &[u8], edge: u32) -> Result<Vec<u8>, PhotoFault> {
    let decoded = decode(bytes)?;
    let small = turned(fit(decoded.pixels, edge)?, decoded.orientation);
    Ok(encode(&small, SMALL_QUALITY)?.bytes)
}

fn turned(pixels: RgbImage, orientation: Orientation) -> RgbImage {
    let mut image = DynamicImage::ImageRgb8(pixels);
    image.apply_orientation(orientation);
    image.into_rgb8()
}

fn fit(pixels: RgbImage, edge: u32) -> Result<RgbImage, PhotoFault> {
    if pixels.width().max(pixels.height()) <= edge { Ok(pixels) } else { fit_copy(&pixels, edge) }
}

/// Shrinks, never enlarges.
fn fit_copy(pixels: &RgbImage, edge: u32) -> Result<RgbImage, PhotoFault> {
    let (width, height) = pixels.dimensions();
    let longer = width.max(height);
    if longer <= edge {
        return Ok(pixels.clone());
    }
    let scaled = |side: u32| {
        let scaled = (u64::from(side) * u64::from(edge) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(scaled).unwrap_or(edge).max(1)
    };
    let (to_width, to_height) = (scaled(width), scaled(height));
    let source = ImageRef::new(width, height, pixels, PixelType::U8x3).map_err(|_| PhotoFault::Damaged)?;
    let mut target = Image::new(to_width, to_height, PixelType::U8x3);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&source, &mut target, &options).map_err(|_| PhotoFault::Damaged)?;
    RgbImage::from_raw(to_width, to_height, target.into_vec()).ok_or(PhotoFault::Damaged)
}

fn encode(pixels: &RgbImage, quality: u8) -> Result<Jpeg, PhotoFault> {
    let (width, height) = pixels.dimensions();
    let side = |side: u32| u16::try_from(side).map_err(|_| PhotoFault::Damaged);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    encoder
        .encode(pixels, side(width)?, side(height)?, ColorType::Rgb)
        .map_err(|_| PhotoFault::Damaged)?;
    Ok(Jpeg { sha256: Sha256::of(&bytes), bytes, width, height })
}
