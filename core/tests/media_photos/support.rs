//! Pictures to prepare, and how to look at what came out.

use image::{DynamicImage, ExtendedColorType, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

/// A colour as red, green, blue.
pub type Rgb = [u8; 3];

/// The colours of [`four_corners`]: top left, top right, bottom left, bottom right.
pub const CORNERS: [Rgb; 4] = [[220, 30, 30], [30, 200, 40], [40, 60, 220], [230, 220, 60]];

/// A picture whose quarters differ, so that every turn shows.
pub fn four_corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(CORNERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)])
    })
}

/// As baseline JPEG, with what `setup` changes.
pub fn jpeg_with(image: &RgbImage, setup: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    setup(&mut encoder);
    let side = |side| u16::try_from(side).unwrap();
    encoder
        .encode(image, side(image.width()), side(image.height()), ColorType::Rgb)
        .unwrap();
    bytes
}

/// As plain JPEG.
pub fn jpeg(image: &RgbImage) -> Vec<u8> {
    jpeg_with(image, |_| {})
}

/// A tall JPEG made of strips of eight rows, each repeated: drawn and compressed only once, and joined by restart
/// markers. Full chroma; `setup` as for [`jpeg_with`].
pub fn tall_jpeg(strips: &[(RgbImage, usize)], setup: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut file = Vec::new();
    let mut rows = 0_u16;
    for (strip, count) in strips {
        assert_eq!(strip.height(), 8);
        let mut one = jpeg_with(strip, |encoder| {
            setup(encoder);
            encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
            encoder.set_restart_interval(u16::try_from(strip.width().div_ceil(8)).unwrap());
        });
        let scan = one
            .windows(4)
            .rposition(|window| window == [0xff, 0xda, 0, 12])
            .unwrap()
            + 14;
        one.truncate(one.len() - 2);
        let data = one.split_off(scan);
        if file.is_empty() {
            file = one;
        }
        for _ in 0..*count {
            if rows > 0 {
                file.extend([0xff, 0xd0 + u8::try_from((rows / 8 - 1) % 8).unwrap()]);
            }
            file.extend(&data);
            rows += 8;
        }
    }
    let frame = file
        .windows(4)
        .position(|window| window == [0xff, 0xc0, 0, 17])
        .unwrap();
    file[frame + 5..frame + 7].copy_from_slice(&rows.to_be_bytes());
    file.extend([0xff, 0xd9]);
    file
}

/// As PNG.
pub fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image
        .write_with_encoder(image::codecs::png::PngEncoder::new(&mut bytes))
        .unwrap();
    bytes
}

/// As lossless WebP.
pub fn webp(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image
        .write_with_encoder(image::codecs::webp::WebPEncoder::new_lossless(&mut bytes))
        .unwrap();
    bytes
}

/// As a GIF of these frames.
pub fn gif(frames: &[RgbImage]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for frame in frames {
        encoder
            .encode(frame, frame.width(), frame.height(), ExtendedColorType::Rgb8)
            .unwrap();
    }
    drop(encoder);
    bytes
}

/// The smallest EXIF block (TIFF, big-endian) that says how to turn; without the `Exif\0\0` that JPEG puts before it.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0\x2a\0\0\0\x08".to_vec();
    block.extend(b"\0\x01"); // one entry
    block.extend(b"\x01\x12\0\x03\0\0\0\x01\0"); // Orientation, SHORT, one value
    block.push(orientation);
    block.extend(b"\0\0\0\0\0\0");
    block
}

/// CRC-32 as PNG wants it.
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

/// What a viewer sees.
pub fn seen(bytes: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg)
        .unwrap()
        .into_rgb8()
}

/// Mean colour of each quarter: top left, top right, bottom left, bottom right.
pub fn quarters(image: &RgbImage) -> [Rgb; 4] {
    let (width, height) = image.dimensions();
    let (middle, centre) = ((width / 2).max(1), (height / 2).max(1));
    let mean = |xs: std::ops::Range<u32>, ys: std::ops::Range<u32>| {
        let count = u64::from(xs.end - xs.start) * u64::from(ys.end - ys.start);
        [0, 1, 2].map(|channel| {
            let sum: u64 = ys
                .clone()
                .flat_map(|y| xs.clone().map(move |x| (x, y)))
                .map(|(x, y)| u64::from(image.get_pixel(x, y)[channel]))
                .sum();
            u8::try_from(sum / count.max(1)).unwrap()
        })
    };
    let (right, below) = (width / 2..width, height / 2..height);
    [
        mean(0..middle, 0..centre),
        mean(right.clone(), 0..centre),
        mean(0..middle, below.clone()),
        mean(right, below),
    ]
}

/// Largest difference of any channel of any quarter.
pub fn difference(left: [Rgb; 4], right: [Rgb; 4]) -> u8 {
    left.iter()
        .flatten()
        .zip(right.iter().flatten())
        .map(|(l, r)| l.abs_diff(*r))
        .max()
        .unwrap()
}

/// Markers of all segments of a JPEG, which must consist of nothing else.
pub fn markers(jpeg: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        assert_eq!(jpeg[at], 0xff);
        let marker = jpeg[at + 1];
        found.push(marker);
        if marker == 0xd9 {
            assert_eq!(at + 2, jpeg.len());
            return found;
        }
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        if marker == 0xda {
            while jpeg[at] != 0xff || jpeg[at + 1] == 0 {
                at += 1;
            }
        }
    }
}
