//! Pixels to a file: baseline JPEG with nothing in it but the picture.

use image::DynamicImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{Jpeg, PhotoFault};

pub(super) fn encode(image: &DynamicImage, quality: u8) -> Result<Jpeg, PhotoFault> {
    let color = match image {
        DynamicImage::ImageLuma8(_) => ColorType::Luma,
        DynamicImage::ImageRgb8(_) => ColorType::Rgb,
        _ => return Err(PhotoFault::Damaged),
    };
    let (width, height) = (image.width(), image.height());
    let side = |side: u32| u16::try_from(side).map_err(|_| PhotoFault::Damaged);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // Standard Huffman tables: with optimised ones this encoder writes one scan per colour component, and zune-jpeg 0.5.15,
    // which `decode` and the server read with, turns such files green (etemesi254/zune-image#422).
    encoder
        .encode(image.as_bytes(), side(width)?, side(height)?, color)
        .map_err(|_| PhotoFault::Damaged)?;
    Ok(Jpeg::new(bytes, (width, height)))
}
