//! From any decoder's output to opaque 8-bit grey or RGB, in the same memory: a photo's pixels are by far the largest
//! thing that this crate holds, and a phone has little room for a second copy.

use image::{ColorType, DynamicImage, GrayImage, RgbImage};

/// Transparent pixels come out as on white paper. `None` if `data` does not fit the size, or the colours are none
/// that a photo has.
pub(super) fn flatten(width: u32, height: u32, color: ColorType, mut data: Vec<u8>) -> Option<DynamicImage> {
    match color {
        ColorType::L8 | ColorType::Rgb8 => {}
        ColorType::La8 => compact(&mut data, |[l, a]: [u8; 2]| [on_white(l, a)]),
        ColorType::Rgba8 => compact(&mut data, |[r, g, b, a]: [u8; 4]| {
            [r, g, b].map(|c| on_white(c, a))
        }),
        ColorType::L16 => compact(&mut data, |[l0, l1]: [u8; 2]| [high([l0, l1])]),
        ColorType::La16 => {
            compact(&mut data, |[l0, l1, a0, a1]: [u8; 4]| {
                [on_white(high([l0, l1]), high([a0, a1]))]
            });
        }
        ColorType::Rgb16 => {
            compact(&mut data, |[r0, r1, g0, g1, b0, b1]: [u8; 6]| {
                [[r0, r1], [g0, g1], [b0, b1]].map(high)
            });
        }
        ColorType::Rgba16 => compact(&mut data, |[r0, r1, g0, g1, b0, b1, a0, a1]: [u8; 8]| {
            let alpha = high([a0, a1]);
            [[r0, r1], [g0, g1], [b0, b1]].map(|channel| on_white(high(channel), alpha))
        }),
        _ => return None,
    }
    if color.has_color() {
        RgbImage::from_raw(width, height, data).map(DynamicImage::ImageRgb8)
    } else {
        GrayImage::from_raw(width, height, data).map(DynamicImage::ImageLuma8)
    }
}

/// Rewrites each pixel of `FROM` bytes as one of `TO`, from the front. `TO` is the smaller.
fn compact<const FROM: usize, const TO: usize>(data: &mut Vec<u8>, rewrite: impl Fn([u8; FROM]) -> [u8; TO]) {
    const { assert!(TO < FROM) };
    let pixels = data.len() / FROM;
    for index in 0..pixels {
        let mut pixel = [0; FROM];
        pixel.copy_from_slice(&data[index * FROM..][..FROM]);
        data[index * TO..][..TO].copy_from_slice(&rewrite(pixel));
    }
    data.truncate(pixels * TO);
}

fn on_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u32::from(channel), u32::from(alpha));
    u8::try_from((channel * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255)
}

/// Eight bits of sixteen, rounded.
fn high(channel: [u8; 2]) -> u8 {
    u8::try_from((u32::from(u16::from_ne_bytes(channel)) + 128) / 257).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(channels: &[u16]) -> Vec<u8> {
        channels
            .iter()
            .flat_map(|channel| channel.to_ne_bytes())
            .collect()
    }

    #[test]
    fn every_layout_becomes_grey_or_rgb() {
        let table = [
            (ColorType::L8, vec![7, 200], vec![7, 200]),
            (ColorType::La8, vec![0, 255, 0, 0], vec![0, 255]),
            (ColorType::Rgb8, vec![1, 2, 3, 4, 5, 6], vec![1, 2, 3, 4, 5, 6]),
            (
                ColorType::Rgba8,
                vec![9, 8, 7, 255, 9, 8, 7, 0],
                vec![9, 8, 7, 255, 255, 255],
            ),
            (ColorType::L16, wide(&[0, 0xffff]), vec![0, 255]),
            (ColorType::La16, wide(&[0, 0xffff, 0, 0]), vec![0, 255]),
            (
                ColorType::Rgb16,
                wide(&[0x0101, 0x8080, 0xffff, 0, 0, 0x00ff]),
                vec![1, 128, 255, 0, 0, 1],
            ),
            (
                ColorType::Rgba16,
                wide(&[0, 0, 0, 0x8080, 5, 5, 5, 0]),
                vec![127, 127, 127, 255, 255, 255],
            ),
        ];
        for (color, data, expected) in table {
            let image = flatten(2, 1, color, data);
            assert_eq!(image.map(DynamicImage::into_bytes), Some(expected), "{color:?}");
        }
    }

    #[test]
    fn a_wrong_length_is_no_picture() {
        assert!(flatten(2, 2, ColorType::Rgb8, vec![0; 11]).is_none());
    }
}
