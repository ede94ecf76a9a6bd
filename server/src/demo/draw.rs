//! Pictures for the demo, drawn by code: layered landscapes that vary by seed. No photo of a real place or person.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageError, RgbImage};

use super::script::Motif;

/// Width and height in pixels.
pub(super) const SIZE: (u32, u32) = (1600, 1200);
const QUALITY: u8 = 82;

type Colour = [f32; 3];

/// A picture as JPEG.
pub(super) fn jpeg(motif: Motif, seed: u32) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&paint(motif, seed))?;
    Ok(bytes)
}

/// A stretch of land: everything below its ridge, until the next one begins.
struct Layer {
    ridge: Vec<f32>,
    top: Colour,
    bottom: Colour,
    /// Height of a terrace's step in pixels; 0 for none.
    step: f32,
}

struct Palette {
    sky: [Colour; 2],
    far: Colour,
    near: Colour,
    light: Option<(f32, f32, f32, Colour)>,
}

fn palette(motif: Motif) -> Palette {
    let rgb = |hex: u32| [(hex >> 16) as f32, (hex >> 8 & 255) as f32, (hex & 255) as f32];
    let (sky, far, near, light) = match motif {
        Motif::Terraces => (
            [0x6fb2d6, 0xf4e3c1],
            0x9db8b0,
            0x3f7a3c,
            Some((0.74, 0.22, 60.0, 0xfff4cf)),
        ),
        Motif::River => ([0x8fc3e0, 0xe9f1ea], 0x8faeb8, 0x2f6b52, None),
        Motif::Rain => ([0x778591, 0xb9c3c6], 0x8c9aa0, 0x3c5a4e, None),
        Motif::Night => (
            [0x0b1533, 0x2a2f55],
            0x222a47,
            0x070b14,
            Some((0.3, 0.2, 46.0, 0xf2eccf)),
        ),
        Motif::Fields => (
            [0x5fa9dc, 0xfdefc6],
            0xa9bf9a,
            0xb0952f,
            Some((0.5, 0.3, 70.0, 0xffe9a8)),
        ),
    };
    let light = light.map(|(x, y, r, hex)| (x, y, r, rgb(hex)));
    Palette {
        sky: sky.map(rgb),
        far: rgb(far),
        near: rgb(near),
        light,
    }
}

fn paint(motif: Motif, seed: u32) -> RgbImage {
    let (width, height) = SIZE;
    let palette = palette(motif);
    let layers = layers(motif, seed, &palette);
    let mut image = RgbImage::new(width, height);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let colour = match layers
            .iter()
            .rev()
            .find(|layer| y as f32 >= layer.ridge[x as usize])
        {
            Some(layer) => land(layer, x, y),
            None => sky(&palette, x, y),
        };
        pixel.0 = finish(motif, colour, x, y, seed).map(|value| value.clamp(0.0, 255.0) as u8);
    }
    image
}

fn layers(motif: Motif, seed: u32, palette: &Palette) -> Vec<Layer> {
    let (count, flat) = match motif {
        Motif::Fields => (4, 0.35),
        Motif::River => (5, 0.8),
        _ => (6, 1.0),
    };
    let layers = (0..count).map(|index| {
        let depth = (index + 1) as f32 / count as f32;
        let base = SIZE.1 as f32 * (0.34 + 0.5 * depth);
        let swing = (150.0 - 70.0 * depth) * flat;
        let phase = noise(seed, index) * std::f32::consts::TAU;
        let ridge = (0..SIZE.0).map(|x| {
            let at = x as f32 / SIZE.0 as f32;
            let (broad, fine) = (
                2.1 + noise(seed, index + 31) * 2.0,
                7.0 + noise(seed, index + 57) * 5.0,
            );
            base - swing * ((at * broad + phase).sin() * 0.7 + (at * fine + phase * 1.7).sin() * 0.3)
        });
        let top = mix(palette.far, palette.near, depth);
        Layer {
            ridge: ridge.collect(),
            top,
            bottom: mix(top, palette.far, 0.35),
            step: if matches!(motif, Motif::Terraces | Motif::Fields) && index > 1 {
                26.0 + 10.0 * depth
            } else {
                0.0
            },
        }
    });
    layers.collect()
}

fn land(layer: &Layer, x: u32, y: u32) -> Colour {
    let below = y as f32 - layer.ridge[x as usize];
    let colour = mix(layer.top, layer.bottom, (below / 420.0).min(1.0));
    if layer.step > 0.0 {
        // A terrace is a bright edge of water above a dark bank.
        let along = (below / layer.step).fract();
        return mix(
            colour,
            if along < 0.22 {
                [236.0, 240.0, 214.0]
            } else {
                [20.0, 44.0, 24.0]
            },
            if along < 0.22 { 0.4 } else { along * 0.22 },
        );
    }
    colour
}

fn sky(palette: &Palette, x: u32, y: u32) -> Colour {
    let (width, height) = (SIZE.0 as f32, SIZE.1 as f32);
    let colour = mix(
        palette.sky[0],
        palette.sky[1],
        (y as f32 / (height * 0.6)).min(1.0),
    );
    let Some((at_x, at_y, radius, light)) = palette.light else {
        return colour;
    };
    let distance = (x as f32 - at_x * width).hypot(y as f32 - at_y * height);
    let glow = if distance < radius {
        1.0
    } else {
        (radius / distance).powi(2) * 0.55
    };
    mix(colour, light, glow)
}

/// What lies over the whole picture: water, rain, windows at night.
fn finish(motif: Motif, colour: Colour, x: u32, y: u32, seed: u32) -> Colour {
    let (at_x, at_y) = (x as f32, y as f32);
    match motif {
        Motif::River => {
            let bank = SIZE.0 as f32 * 0.5 + (at_y * 0.006 + noise(seed, 5) * 6.0).sin() * 260.0;
            let breadth = (at_y - 640.0).max(0.0) * 0.32;
            if (at_x - bank).abs() < breadth {
                let ripple = (at_y * 0.21 + (at_x * 0.02).sin() * 3.0).sin() * 0.08 + 0.72;
                return mix(colour, [196.0, 222.0, 230.0], ripple);
            }
            colour
        }
        Motif::Rain => {
            let slant = x + y / 4;
            let streak =
                hash((slant / 3) ^ seed).is_multiple_of(11) && hash(slant / 3 + y / 90).is_multiple_of(3);
            if streak {
                mix(colour, [222.0, 230.0, 234.0], 0.35)
            } else {
                colour
            }
        }
        Motif::Night => {
            let (cell_x, cell_y) = (x / 40, y / 40);
            let chance = hash(cell_x * 7919 + cell_y * 104_729 + seed);
            if y < 520 || !chance.is_multiple_of(23) {
                return colour;
            }
            let distance = ((x % 40) as f32 - 20.0).hypot((y % 40) as f32 - 20.0);
            mix(colour, [255.0, 196.0, 110.0], (5.0 / distance.max(5.0)).powi(2))
        }
        Motif::Terraces | Motif::Fields => colour,
    }
}

fn mix(a: Colour, b: Colour, t: f32) -> Colour {
    [0, 1, 2].map(|i| a[i] + (b[i] - a[i]) * t)
}

/// 0 to 1, by seed and index.
fn noise(seed: u32, index: u32) -> f32 {
    (hash(seed.wrapping_mul(0x9e37_79b9) ^ index) & 0xffff) as f32 / 65_535.0
}

const fn hash(mut value: u32) -> u32 {
    value ^= value >> 16;
    value = value.wrapping_mul(0x7feb_352d);
    value ^= value >> 15;
    value = value.wrapping_mul(0x846c_a68b);
    value ^ value >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_differ_by_motif_and_seed_and_come_back_the_same() {
        let one = jpeg(Motif::Rain, 1).unwrap();
        assert_eq!(one, jpeg(Motif::Rain, 1).unwrap());
        assert_ne!(one, jpeg(Motif::Rain, 2).unwrap());
        assert_ne!(one, jpeg(Motif::Night, 1).unwrap());
    }
}
