//! Photos that real cameras, phones and programs wrote: the test images of Pillow's source distribution, which
//! `./dev test` fetches. What they must look like was computed with Pillow 11.3 (turned, on white, RGB).

use std::{fs, path::PathBuf};

use image::RgbImage;
use jishi_core::media::{PhotoFault, prepare_photo};

use super::support::{Rgb, difference, quarters, seen};

fn photo(name: &str) -> Vec<u8> {
    let folder = std::env::var_os("JISHI_PHOTO_FIXTURES")
        .map(PathBuf::from)
        .expect("JISHI_PHOTO_FIXTURES names no folder of real photos: run this test through ./dev test");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn upright(name: &str) -> RgbImage {
    let prepared = prepare_photo(&photo(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    seen(&prepared.full.bytes)
}

/// Name, size as shown, mean colour of each quarter, tolerance.
type Expected = (&'static str, (u32, u32), [Rgb; 4], u8);

/// Fails with all that differ, not with the first.
fn check(table: &[Expected]) {
    let mut differing = String::new();
    for (name, size, expected, tolerance) in table {
        let image = upright(name);
        let found = quarters(&image);
        if image.dimensions() != *size || difference(found, *expected) > *tolerance {
            differing += &format!(
                "{name}: {:?} {found:?} instead of {size:?} {expected:?}\n",
                image.dimensions()
            );
        }
    }
    assert!(differing.is_empty(), "{differing}");
}

#[test]
fn photos_look_as_they_do_elsewhere() {
    check(&[
        // Photoshop, CMYK as YCCK with Adobe's marker.
        (
            "pil_sample_cmyk.jpg",
            (100, 100),
            [[56, 7, 9], [36, 6, 8], [17, 5, 6], [12, 5, 6]],
            5,
        ),
        (
            "pil_sample_rgb.jpg",
            (100, 100),
            [[52, 8, 6], [33, 5, 4], [16, 3, 2], [11, 2, 1]],
            4,
        ),
        // Fujifilm stereo camera: two pictures, downscaled.
        (
            "fujifilm.mpo",
            (2048, 1536),
            [[98, 104, 94], [130, 136, 128], [108, 104, 109], [100, 99, 103]],
            3,
        ),
        (
            "frozenpond.mpo",
            (640, 480),
            [[83, 74, 65], [108, 104, 102], [134, 132, 130], [108, 106, 105]],
            3,
        ),
        // Nintendo 3DS, two pictures.
        (
            "sugarshack.mpo",
            (640, 480),
            [[108, 100, 87], [84, 67, 54], [135, 128, 119], [155, 140, 136]],
            3,
        ),
        (
            "sugarshack_no_data.mpo",
            (640, 480),
            [[108, 100, 87], [84, 67, 54], [135, 128, 119], [155, 140, 136]],
            3,
        ),
        (
            "sugarshack_bad_mpo_header.jpg",
            (640, 480),
            [[108, 100, 87], [84, 67, 54], [135, 128, 119], [155, 140, 136]],
            3,
        ),
        // Progressive.
        (
            "app13-multiple.jpg",
            (256, 160),
            [[134, 134, 123], [125, 129, 100], [107, 109, 93], [114, 108, 96]],
            3,
        ),
        // Progressive, half a megabyte of colour profile.
        (
            "icc_profile_big.jpg",
            (425, 250),
            [[1, 51, 135], [4, 58, 144], [95, 147, 189], [129, 172, 205]],
            3,
        ),
        (
            "hopper_gray.jpg",
            (128, 128),
            [[80, 80, 80], [119, 119, 119], [64, 64, 64], [76, 76, 76]],
            3,
        ),
        (
            "hopper_16bit_qtables.jpg",
            (128, 128),
            [[95, 73, 82], [109, 117, 154], [81, 58, 52], [76, 74, 92]],
            3,
        ),
        // Junk between segments.
        (
            "junk_jpeg_header.jpg",
            (1024, 768),
            [[184, 197, 210], [153, 153, 160], [75, 64, 55], [57, 49, 43]],
            3,
        ),
        (
            "jpeg_ff00_header.jpg",
            (300, 225),
            [[122, 83, 80], [119, 82, 91], [121, 78, 78], [104, 72, 60]],
            3,
        ),
        (
            "exif-72dpi-int.jpg",
            (500, 450),
            [[92, 121, 180], [161, 170, 195], [85, 90, 101], [114, 120, 131]],
            3,
        ),
        (
            "exif_typeerror.jpg",
            (800, 531),
            [[174, 187, 191], [163, 177, 179], [151, 135, 96], [154, 140, 101]],
            3,
        ),
        // Photoshop, a megabyte of XMP.
        (
            "xmp_test.jpg",
            (2000, 1072),
            [[133, 130, 130], [137, 135, 132], [121, 119, 116], [128, 127, 125]],
            3,
        ),
        // Two pixels, turned.
        (
            "orientation_rectangle.jpg",
            (1, 2),
            [[254, 0, 0], [254, 0, 0], [254, 0, 0], [254, 0, 0]],
            3,
        ),
        (
            "flower2.webp",
            (300, 225),
            [[121, 83, 79], [118, 82, 90], [120, 78, 77], [103, 72, 59]],
            3,
        ),
        (
            "transparent.webp",
            (200, 150),
            [[181, 166, 209], [188, 199, 174], [237, 223, 218], [238, 223, 217]],
            4,
        ),
        // Animated.
        (
            "iss634.webp",
            (245, 245),
            [[76, 120, 92], [130, 139, 89], [157, 142, 87], [174, 144, 93]],
            3,
        ),
        (
            "transparent.gif",
            (200, 150),
            [[181, 166, 209], [188, 199, 173], [237, 223, 218], [238, 223, 217]],
            3,
        ),
        (
            "hopper.gif",
            (128, 128),
            [[94, 73, 81], [108, 117, 155], [81, 57, 54], [76, 74, 93]],
            4,
        ),
        (
            "chi.gif",
            (320, 240),
            [[248, 250, 243], [250, 251, 248], [250, 251, 248], [250, 251, 248]],
            4,
        ),
        // Frame larger than its canvas.
        (
            "test_extents.gif",
            (100, 100),
            [[255, 0, 0], [255, 0, 0], [255, 0, 0], [255, 0, 0]],
            3,
        ),
        (
            "decompression_bomb_extents.gif",
            (100, 100),
            [[255, 0, 0], [255, 0, 0], [255, 0, 0], [255, 0, 0]],
            3,
        ),
        (
            "hopper.png",
            (128, 128),
            [[94, 73, 81], [108, 117, 155], [81, 57, 54], [76, 73, 93]],
            4,
        ),
        (
            "transparent.png",
            (200, 150),
            [[181, 166, 209], [188, 199, 173], [237, 223, 218], [238, 223, 217]],
            3,
        ),
        (
            "pil123rgba.png",
            (162, 150),
            [[185, 172, 133], [206, 205, 203], [157, 166, 140], [214, 213, 213]],
            3,
        ),
        // 16 bits.
        (
            "tiff_16bit_RGBa_target.png",
            (100, 40),
            [[238, 235, 233], [202, 179, 171], [228, 218, 212], [187, 171, 160]],
            4,
        ),
    ]);
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
    let table = [
        ("truncated_jpeg.jpg", PhotoFault::Truncated),
        ("hopper_bad_exif.jpg", PhotoFault::Damaged),
        ("ultrahdr.jpg", PhotoFault::Truncated),
        ("truncated_image.png", PhotoFault::Truncated),
        ("broken_data_stream.png", PhotoFault::Truncated),
        ("avif/hopper.heif", PhotoFault::Heic),
        ("avif/hopper.avif", PhotoFault::Heic),
        ("hopper.ppm", PhotoFault::NotAPhoto),
        ("hopper.tif", PhotoFault::NotAPhoto),
    ];
    for (name, expected) in table {
        assert_eq!(prepare_photo(&photo(name)), Err(expected), "{name}");
    }
}
