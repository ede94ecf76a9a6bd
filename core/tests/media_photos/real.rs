//! Photos that real cameras, phones and programs wrote: the test images of Pillow's source distribution, which
//! `./dev test` fetches. What they must look like was computed with Pillow 11.3 (turned, on white, RGB).

use std::{fs, path::PathBuf};

use image::RgbImage;
use jishi_core::media::{check_picked, prepare_photo};
use serde::Deserialize;

use super::support::{Rgb, difference, quarters, seen};

fn photo(name: &str) -> Vec<u8> {
    let folder = std::env::var_os("JISHI_PHOTO_FIXTURES")
        .map(PathBuf::from)
        .expect("JISHI_PHOTO_FIXTURES names no folder of real photos: run this test through ./dev test");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn upright(name: &str) -> RgbImage {
    let photo = photo(name);
    let prepared = prepare_photo(&photo).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    check_picked(&photo).unwrap_or_else(|fault| panic!("{name}, for a browser: {fault}"));
    seen(&prepared.full.bytes)
}

#[derive(Deserialize)]
struct Table {
    shown: Vec<Shown>,
    refused: Vec<Refused>,
}

/// A photo, its size as shown in pixels, and the mean colour of each quarter.
#[derive(Deserialize)]
struct Shown {
    name: String,
    size: (u32, u32),
    quarters: [Rgb; 4],
    tolerance: u8,
}

#[derive(Deserialize)]
struct Refused {
    name: String,
    fault: String,
}

/// What the browser's codecs are held to as well: `tests/browser/photos.spec.mjs`.
fn table() -> Table {
    serde_json::from_str(include_str!("real.json")).unwrap()
}

#[test]
fn photos_look_as_they_do_elsewhere() {
    // Fails with all that differ, not with the first.
    let mut differing = String::new();
    for expected in table().shown {
        let image = upright(&expected.name);
        let found = quarters(&image);
        if image.dimensions() != expected.size || difference(found, expected.quarters) > expected.tolerance {
            differing += &format!(
                "{}: {:?} {found:?} instead of {:?} {:?}\n",
                expected.name,
                image.dimensions(),
                expected.size,
                expected.quarters
            );
        }
    }
    assert!(differing.is_empty(), "{differing}");
}

#[test]
fn hopper_stands_upright_from_all_eight_orientations() {
    let expected = upright("hopper.jpg");
    for kind in ["jpg", "webp"] {
        for orientation in 2..=8 {
            let image = upright(&format!("hopper_orientation_{orientation}.{kind}"));
            assert_eq!(image.dimensions(), expected.dimensions());
            let sum: u32 = image
                .iter()
                .zip(expected.iter())
                .map(|(l, r)| u32::from(l.abs_diff(*r)))
                .sum();
            let mean = f64::from(sum) / f64::from(128 * 128 * 3);
            // Compressed anew for each orientation; any wrong turn differs by 30 and more.
            assert!(
                mean < 12.0,
                "orientation {orientation} ({kind}) differs by {mean:.1}"
            );
        }
    }
}

#[test]
fn what_cannot_be_shown_is_refused_with_its_reason() {
    for Refused { name, fault } in table().refused {
        let refused = serde_json::to_value(prepare_photo(&photo(&name)).expect_err(&name)).unwrap();
        assert_eq!(refused["kind"], fault, "{name}");
    }
}
