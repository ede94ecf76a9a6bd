//! Bytes that are no photo, or no longer one.

use image::RgbImage;
use jishi_core::media::{PhotoFault, check_picked, prepare_photo, resize_jpeg};
use jpeg_encoder::SamplingFactor;
use proptest::{collection::vec, prelude::*, sample::Index};

use super::support::{crc32, four_corners, gif, jpeg, jpeg_with, png, webp};

fn fault(bytes: &[u8]) -> PhotoFault {
    prepare_photo(bytes).expect_err("a fault")
}

#[test]
fn what_is_no_photo_is_none() {
    let mp4 = b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42isom";
    for bytes in [
        &b""[..],
        b"\xff",
        b"\xff\xd8",
        b"%PDF-1.7",
        b"<html>",
        "记事".as_bytes(),
        b"OggS",
        mp4,
        &[0; 4096],
    ] {
        assert_eq!(fault(bytes), PhotoFault::NotAPhoto, "{bytes:?}");
        assert_eq!(resize_jpeg(bytes, 320), Err(PhotoFault::NotAPhoto));
    }
}

#[test]
fn heic_is_known_and_refused() {
    for brand in ["heic", "heix", "mif1", "avif"] {
        assert_eq!(
            fault(format!("\0\0\0\x18ftyp{brand}\0\0\0\0mif1heic").as_bytes()),
            PhotoFault::Heic
        );
    }
}

#[test]
fn a_picture_cut_anywhere_is_not_taken() {
    let image = four_corners(24, 18);
    let files = [
        ("baseline", jpeg(&image)),
        ("progressive", jpeg_with(&image, |e| e.set_progressive(true))),
        ("restarts", jpeg_with(&image, |e| e.set_restart_interval(2))),
        ("png", png(&image.clone().into())),
        ("webp", webp(&image.clone().into())),
        ("gif", gif(&[image])),
    ];
    for (name, whole) in files {
        assert!(prepare_photo(&whole).is_ok(), "{name}");
        // A GIF is whole with its first frame, before its trailer.
        let end = if name == "gif" {
            whole.len() - 1
        } else {
            whole.len()
        };
        for length in 0..end {
            let expected = match length {
                0..3 => PhotoFault::NotAPhoto,
                3..8 if name == "png" => PhotoFault::NotAPhoto,
                3..6 if name == "gif" => PhotoFault::NotAPhoto,
                3..12 if name == "webp" => PhotoFault::NotAPhoto,
                _ => PhotoFault::Truncated,
            };
            let cut = &whole[..length];
            assert_eq!(fault(cut), expected, "{name} cut at {length} of {}", whole.len());
            // Without decoding it, as where a browser does that.
            assert_eq!(check_picked(cut), Err(expected), "{name} cut at {length}");
        }
    }
}

#[test]
fn a_file_whose_end_was_never_written_is_cut_off() {
    // What a phone leaves whose battery ran out while it saved: the right length, zeros at the end.
    let mut bytes = jpeg(&four_corners(640, 480));
    let half = bytes.len() / 2;
    bytes[half..].fill(0);
    assert_eq!(fault(&bytes), PhotoFault::Truncated);
}

/// Light and shade that no row repeats.
fn grain() -> RgbImage {
    RgbImage::from_fn(200, 150, |x, y| {
        image::Rgb([x * 7 + y * y, x * y, y * 13 + x].map(|v| (v % 251) as u8))
    })
}

/// The ways to store a JPEG that end differently when their data does.
fn ways() -> Vec<(&'static str, Vec<u8>)> {
    let image = grain();
    vec![
        (
            "full chroma",
            jpeg_with(&image, |e| e.set_sampling_factor(SamplingFactor::F_1_1)),
        ),
        (
            "subsampled",
            jpeg_with(&image, |e| e.set_sampling_factor(SamplingFactor::F_2_2)),
        ),
        ("restarts", jpeg_with(&image, |e| e.set_restart_interval(5))),
    ]
}

#[test]
fn an_end_that_was_mended_is_noticed() {
    for (name, whole) in ways() {
        assert!(prepare_photo(&whole).is_ok(), "{name}");
        for part in [30, 50, 80] {
            let end = whole.len() * part / 100;
            let mended = [&whole[..end], b"\xff\xd9"].concat();
            assert!(prepare_photo(&mended).is_err(), "{name}, cut at {part} %");
            let mut blank = whole.clone();
            blank[end..whole.len() - 2].fill(0);
            assert!(prepare_photo(&blank).is_err(), "{name}, zeros from {part} %");
        }
    }
    let progressive = jpeg_with(&grain(), |e| e.set_progressive(true));
    let scan = progressive
        .windows(2)
        .position(|window| window == [0xff, 0xda])
        .unwrap();
    let mended = [&progressive[..scan + 200], b"\xff\xd9"].concat();
    assert!(prepare_photo(&mended).is_err(), "progressive");
}

#[test]
fn a_picture_that_ends_in_one_colour_is_whole() {
    for below in [[128; 3], [255; 3], [0, 90, 200]] {
        let mut image = grain();
        for y in 100..150 {
            (0..200).for_each(|x| image.put_pixel(x, y, image::Rgb(below)));
        }
        for sampling in [
            SamplingFactor::F_1_1,
            SamplingFactor::F_2_1,
            SamplingFactor::F_2_2,
            SamplingFactor::F_1_2,
        ] {
            for (progressive, interval) in [(false, 0), (false, 3), (true, 0)] {
                let bytes = jpeg_with(&image, |e| {
                    e.set_sampling_factor(sampling);
                    e.set_progressive(progressive);
                    e.set_restart_interval(interval);
                });
                assert!(
                    prepare_photo(&bytes).is_ok(),
                    "{below:?} {sampling:?} {progressive} {interval}"
                );
            }
        }
    }
}

#[test]
fn what_the_decoder_would_turn_green_is_refused() {
    let bytes = jpeg_with(&four_corners(64, 48), |e| {
        e.set_sampling_factor(SamplingFactor::F_2_2);
        e.set_optimized_huffman_tables(true); // this encoder's way to write one scan per colour
    });
    assert_eq!(fault(&bytes), PhotoFault::Damaged);
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    let side = 30_000_u16.to_be_bytes();
    let mut bomb = jpeg(&four_corners(16, 16));
    let frame = bomb.windows(2).position(|window| window == [0xff, 0xc0]).unwrap();
    bomb[frame + 5..frame + 9].copy_from_slice(&[side[0], side[1], side[0], side[1]]);
    assert_eq!(fault(&bomb), PhotoFault::TooManyPixels { megapixels: 900 });

    let mut bomb = png(&four_corners(16, 16).into());
    bomb[16..24].copy_from_slice(&[0, 0, side[0], side[1], 0, 0, side[0], side[1]]);
    let crc = crc32(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&crc);
    assert_eq!(fault(&bomb), PhotoFault::TooManyPixels { megapixels: 900 });

    let mut bomb = gif(&[four_corners(16, 16)]);
    bomb[6..10].copy_from_slice(&[side[1], side[0], side[1], side[0]]);
    assert_eq!(fault(&bomb), PhotoFault::TooManyPixels { megapixels: 900 });
    assert_eq!(
        check_picked(&bomb),
        Err(PhotoFault::TooManyPixels { megapixels: 900 })
    );

    // On a small screen a first frame that some decoders would make room for.
    let mut bomb = gif(&[four_corners(16, 16)]);
    let frame = bomb
        .windows(9)
        .position(|part| part == [0x2c, 0, 0, 0, 0, 16, 0, 16, 0])
        .unwrap();
    bomb[frame + 5..frame + 9].copy_from_slice(&[side[1], side[0], side[1], side[0]]);
    assert_eq!(fault(&bomb), PhotoFault::TooManyPixels { megapixels: 900 });
    assert_eq!(
        check_picked(&bomb),
        Err(PhotoFault::TooManyPixels { megapixels: 900 })
    );
}

#[test]
fn a_server_takes_fewer_pixels() {
    let large = jpeg(&four_corners(4100, 4000));
    assert_eq!(
        resize_jpeg(&large, 320),
        Err(PhotoFault::TooManyPixels { megapixels: 17 })
    );
    assert_eq!(
        resize_jpeg(&png(&four_corners(16, 16).into()), 320),
        Err(PhotoFault::NotAPhoto)
    );
}

#[test]
fn a_file_that_is_too_long_is_refused() {
    let mut bytes = jpeg(&four_corners(16, 16));
    bytes.resize(64_000_001, 0);
    assert_eq!(fault(&bytes), PhotoFault::TooManyBytes { megabytes: 65 });
}

#[test]
fn a_flipped_byte_in_a_png_is_noticed() {
    let whole = png(&four_corners(48, 40).into());
    let data = whole.windows(4).position(|window| window == b"IDAT").unwrap() + 4;
    for at in data..whole.len() - 16 {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        assert_eq!(fault(&bytes), PhotoFault::Damaged, "byte {at}");
    }
}

#[test]
fn a_palette_of_broken_colours_is_refused() {
    let whole = include_bytes!("../../../fuzz/corpus/photo/palette.png");
    assert!(prepare_photo(whole).is_ok());
    let start = whole.windows(4).position(|window| window == b"PLTE").unwrap() - 4;
    let length = u32::from_be_bytes(*whole[start..].first_chunk().unwrap());
    let end = start + usize::try_from(length).unwrap() + 12;
    for bytes in (1..8)
        .chain([770, 771])
        .filter(|bytes| bytes % 3 != 0 || *bytes > 768)
    {
        let chunk = [&b"PLTE"[..], &vec![7; bytes]].concat();
        let file = [
            &whole[..start],
            &u32::try_from(bytes).unwrap().to_be_bytes(),
            &chunk,
            &crc32(&chunk).to_be_bytes(),
            &whole[end..],
        ]
        .concat();
        assert_eq!(fault(&file), PhotoFault::Damaged, "{bytes} bytes");
    }
}

fn originals() -> Vec<Vec<u8>> {
    let image = four_corners(40, 24);
    vec![
        jpeg(&image),
        jpeg_with(&image, |e| e.set_progressive(true)),
        jpeg_with(&image, |e| e.set_restart_interval(1)),
        png(&image.clone().into()),
        webp(&image.clone().into()),
        gif(&[image]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(
        original in 0_usize..6,
        changes in vec((any::<Index>(), any::<u8>()), 0..12),
        cut in proptest::option::of((any::<Index>(), any::<Index>())),
        tail in vec(any::<u8>(), 0..40),
    ) {
        let mut bytes = originals().swap_remove(original);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some((from, to)) = cut {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            bytes.drain(from.min(to)..from.max(to));
        }
        bytes.extend(tail);
        if let Ok(photo) = prepare_photo(&bytes) {
            prop_assert!(photo.full.width.max(photo.full.height) <= 2048);
            prop_assert!(photo.thumb.width.max(photo.thumb.height) <= 320);
        }
        let _ = resize_jpeg(&bytes, 100);
    }

    #[test]
    fn no_head_with_any_body_makes_it_panic(head in 0_usize..6, keep in 3_usize..40, body in vec(any::<u8>(), 0..400)) {
        let mut bytes = originals().swap_remove(head);
        bytes.truncate(keep);
        bytes.extend(body);
        let _ = prepare_photo(&bytes);
    }
}
