//! Pictures drawn here: every turn, every colour layout, every size.

use image::{DynamicImage, GrayImage, ImageBuffer, LumaA, Rgb, RgbImage, Rgba};
use jishi_core::{
    media::{PreparedPhoto, prepare_photo, resize_jpeg},
    model::Sha256,
};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::support::{
    CORNERS, crc32, difference, exif, four_corners, gif, jpeg, jpeg_with, markers, png, quarters, seen,
    tall_jpeg, webp,
};

fn prepared(bytes: &[u8]) -> PreparedPhoto {
    let photo = prepare_photo(bytes).unwrap();
    for file in [&photo.full, &photo.thumb] {
        assert_eq!(seen(&file.bytes).dimensions(), (file.width, file.height));
        assert_eq!(Sha256::of(&file.bytes), file.sha256);
    }
    photo
}

#[track_caller]
fn assert_corners(photo: &PreparedPhoto, expected: [[u8; 3]; 4], tolerance: u8) {
    for file in [&photo.full, &photo.thumb] {
        let found = quarters(&seen(&file.bytes));
        assert!(
            difference(found, expected) <= tolerance,
            "{found:?} instead of {expected:?}"
        );
    }
}

/// What distinguishes one way to write a JPEG.
type Setup = fn(&mut Encoder<&mut Vec<u8>>);

/// Which stored corner stands at each upright corner, by EXIF orientation 1 to 8 (EXIF 2.32, 4.6.4 A).
const UPRIGHT: [[usize; 4]; 8] = [
    [0, 1, 2, 3],
    [1, 0, 3, 2],
    [3, 2, 1, 0],
    [2, 3, 0, 1],
    [0, 2, 1, 3],
    [2, 0, 3, 1],
    [3, 1, 2, 0],
    [1, 3, 0, 2],
];

#[test]
fn all_eight_orientations_come_out_upright() {
    for (orientation, order) in (1..).zip(UPRIGHT) {
        let stored = four_corners(640, 480);
        let block = exif(orientation);
        let mut in_png = png(&stored.clone().into());
        let mut chunk = b"eXIf".to_vec();
        chunk.extend(&block);
        let length = u32::try_from(block.len()).unwrap().to_be_bytes();
        in_png.splice(
            33..33,
            [&length[..], &chunk, &crc32(&chunk).to_be_bytes()].concat(),
        );

        let in_jpeg = jpeg_with(&stored, |encoder| {
            encoder
                .add_app_segment(1, [b"Exif\0\0", &block[..]].concat())
                .unwrap();
        });
        for bytes in [in_jpeg, in_png] {
            let photo = prepared(&bytes);
            let size = if orientation < 5 { (640, 480) } else { (480, 640) };
            assert_eq!(
                (photo.full.width, photo.full.height),
                size,
                "orientation {orientation}"
            );
            assert_corners(&photo, order.map(|corner| CORNERS[corner]), 6);
        }
    }
}

#[test]
fn a_turn_that_does_not_exist_is_none() {
    for orientation in [0, 9, 255] {
        let bytes = jpeg_with(&four_corners(64, 48), |encoder| {
            encoder
                .add_app_segment(1, [b"Exif\0\0", &exif(orientation)[..]].concat())
                .unwrap();
        });
        assert_corners(&prepared(&bytes), CORNERS, 12);
    }
}

#[test]
fn every_way_to_store_a_jpeg() {
    let image = four_corners(320, 200);
    let ways: [(&str, Setup); 7] = [
        ("progressive", |e| e.set_progressive(true)),
        ("progressive, subsampled", |e| {
            e.set_progressive(true);
            e.set_sampling_factor(SamplingFactor::F_2_2);
        }),
        ("subsampled", |e| e.set_sampling_factor(SamplingFactor::F_2_2)),
        ("subsampled 4:2:2", |e| {
            e.set_sampling_factor(SamplingFactor::F_2_1)
        }),
        ("restart markers", |e| e.set_restart_interval(7)),
        ("one scan per colour", |e| {
            e.set_sampling_factor(SamplingFactor::F_1_1);
            e.set_optimized_huffman_tables(true);
        }),
        ("full chroma", |e| e.set_sampling_factor(SamplingFactor::F_1_1)),
    ];
    for (name, way) in ways {
        let found = quarters(&seen(&prepared(&jpeg_with(&image, way)).full.bytes));
        assert!(difference(found, CORNERS) <= 6, "{name}: {found:?}");
    }
}

#[test]
fn ink_becomes_light() {
    // Cyan, magenta, yellow and black ink of four quarters, with Adobe's marker and its inverted samples.
    let ink = [
        [0, 200, 200, 20],
        [210, 0, 220, 10],
        [200, 180, 0, 0],
        [0, 0, 0, 255],
    ];
    let light = ink.map(|[c, m, y, k]: [u8; 4]| {
        [c, m, y].map(|i| u8::try_from(u32::from(255 - i) * u32::from(255 - k) / 255).unwrap())
    });
    let corners = four_corners(160, 120);
    let pixels: Vec<u8> = corners
        .pixels()
        .flat_map(|pixel| ink[CORNERS.iter().position(|corner| *corner == pixel.0).unwrap()])
        .collect();
    for color in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, 95)
            .encode(&pixels, 160, 120, color)
            .unwrap();
        assert_corners(&prepared(&bytes), light, 8);
    }
}

#[test]
fn grey_stays_grey() {
    let grey = GrayImage::from_fn(3000, 100, |x, _| image::Luma([if x < 1500 { 40 } else { 210 }]));
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 90)
        .encode(&grey, 3000, 100, ColorType::Luma)
        .unwrap();
    let expected = [[40; 3], [210; 3], [40; 3], [210; 3]];
    for bytes in [bytes, png(&grey.into())] {
        let photo = prepared(&bytes);
        assert_eq!((photo.full.width, photo.full.height), (2048, 68));
        assert_corners(&photo, expected, 4);
    }
}

#[test]
fn what_is_transparent_lies_on_white() {
    let half = |alpha: u8| {
        RgbImageWithAlpha::from_fn(60, 60, |x, _| Rgba([200, 0, 0, if x < 30 { alpha } else { 255 }]))
    };
    let red = [200, 0, 0];
    for (alpha, left) in [(0, [255, 255, 255]), (128, [227, 127, 127]), (255, red)] {
        let image = DynamicImage::ImageRgba8(half(alpha));
        for bytes in [png(&image), webp(&image)] {
            assert_corners(&prepared(&bytes), [left, red, left, red], 10);
        }
    }
}

type RgbImageWithAlpha = ImageBuffer<Rgba<u8>, Vec<u8>>;

#[test]
fn sixteen_bits_become_eight() {
    let wide = |value: u8| u16::from(value) * 257;
    let image = four_corners(60, 40);
    let rgb = ImageBuffer::from_fn(60, 40, |x, y| Rgb(image.get_pixel(x, y).0.map(wide)));
    assert_corners(&prepared(&png(&DynamicImage::ImageRgb16(rgb))), CORNERS, 12);
    let grey = ImageBuffer::from_fn(60, 40, |x, _| LumaA([wide(10), if x < 30 { 0 } else { 0xffff }]));
    let expected = [[255; 3], [10; 3], [255; 3], [10; 3]];
    assert_corners(&prepared(&png(&DynamicImage::ImageLumaA16(grey))), expected, 6);
}

#[test]
fn the_first_frame_is_the_photo() {
    let blank = RgbImage::new(80, 60);
    assert_corners(&prepared(&gif(&[four_corners(80, 60), blank])), CORNERS, 12);
}

#[test]
fn one_pixel_is_a_photo() {
    let image = RgbImage::from_pixel(1, 1, Rgb([90, 120, 30]));
    for bytes in [
        jpeg(&image),
        png(&image.clone().into()),
        webp(&image.clone().into()),
        gif(&[image]),
    ] {
        let photo = prepared(&bytes);
        assert_eq!(
            (photo.full.width, photo.full.height, photo.thumb.width),
            (1, 1, 1)
        );
        assert_corners(&photo, [[90, 120, 30]; 4], 8);
    }
}

#[test]
fn a_panorama_keeps_at_least_a_row() {
    let photo = prepared(&jpeg(&four_corners(20_000, 5)));
    assert_eq!((photo.full.width, photo.full.height), (2048, 1));
    assert_eq!((photo.thumb.width, photo.thumb.height), (320, 1));
    let photo = prepared(&png(&four_corners(5, 20_000).into()));
    assert_eq!((photo.full.width, photo.full.height), (1, 2048));
}

#[test]
fn a_photo_is_never_enlarged() {
    for (width, height) in [(2048, 10), (319, 320), (100, 100)] {
        let photo = prepared(&png(&four_corners(width, height).into()));
        assert_eq!((photo.full.width, photo.full.height), (width, height));
        assert!(photo.thumb.width <= 320 && photo.thumb.height <= height);
    }
    assert_eq!(prepared(&png(&four_corners(2049, 1000).into())).full.width, 2048);
}

#[test]
fn nothing_but_the_picture_leaves() {
    let secret = b"at 30.2741 N 120.1551 E by Li Wei";
    let bytes = jpeg_with(&four_corners(400, 300), |encoder| {
        encoder
            .add_app_segment(1, [b"Exif\0\0", &exif(6)[..], secret].concat())
            .unwrap();
        encoder
            .add_app_segment(1, [b"http://ns.adobe.com/xap/1.0/\0", &secret[..]].concat())
            .unwrap();
        encoder
            .add_app_segment(13, [b"Photoshop 3.0\0", &secret[..]].concat())
            .unwrap();
        encoder.add_icc_profile(secret).unwrap();
    });
    let photo = prepared(&bytes);
    for file in [
        photo.full.bytes,
        photo.thumb.bytes,
        resize_jpeg(&bytes, 64).unwrap(),
    ] {
        assert!(!file.windows(7).any(|window| window == b"30.2741"));
        // JFIF header, quantization, frame, Huffman tables, scan, end.
        let found = markers(&file);
        assert!(
            found
                .iter()
                .all(|marker| [0xe0, 0xdb, 0xc0, 0xc4, 0xda, 0xd9].contains(marker)),
            "{found:x?}"
        );
    }
}

#[test]
fn what_follows_the_picture_does_not_matter() {
    let first = jpeg(&four_corners(64, 48));
    let second = jpeg(&RgbImage::new(64, 48));
    for tail in [
        &second[..],
        &second[..100],
        b"\0\0\0\x18ftypmp42",
        b"SEFT",
        &[0xff; 9],
    ] {
        assert_eq!(prepared(&[&first, tail].concat()), prepared(&first));
    }
}

#[test]
fn the_server_derives_any_edge() {
    let stored = prepared(&jpeg(&four_corners(3000, 2000))).full.bytes;
    for (edge, size) in [
        (0, (1, 1)),
        (1, (1, 1)),
        (640, (640, 427)),
        (2048, (2048, 1365)),
        (9999, (2048, 1365)),
    ] {
        assert_eq!(seen(&resize_jpeg(&stored, edge).unwrap()).dimensions(), size);
    }
}

#[test]
fn forty_eight_megapixels() {
    // Sky over ground, with the grain of a sensor.
    let mut noise = 1_u32;
    let mut strip = |bright: u8| {
        RgbImage::from_fn(8000, 8, |_, _| {
            Rgb([0; 3].map(|_: u8| {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                bright + (noise >> 29) as u8
            }))
        })
    };
    let bytes = tall_jpeg(&[(strip(200), 375), (strip(100), 375)], |encoder| {
        encoder
            .add_app_segment(1, [b"Exif\0\0", &exif(6)[..]].concat())
            .unwrap();
    });
    assert!(bytes.len() > 6_000_000, "{}", bytes.len());

    let photo = prepared(&bytes);
    assert_eq!((photo.full.width, photo.full.height), (1536, 2048));
    assert_eq!((photo.thumb.width, photo.thumb.height), (240, 320));
    // Sky was on top as stored, and stands on the right once turned.
    assert_corners(&photo, [[103; 3], [203; 3], [103; 3], [203; 3]], 4);
}
