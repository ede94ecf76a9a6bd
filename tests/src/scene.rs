//! What people in these tests photograph, where they are, and what they do.

use jishi_core::{
    engine::{Deed, SaveDraft},
    model::{Datum, Mode, MomentId, Place, Provider},
};

/// A JPEG of so many pixels that differs by two numbers.
#[must_use]
pub fn photo((width, height): (u32, u32), one: u8, other: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        if x < width / 2 {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, one])
        } else {
            image::Rgb([other, one, (y % 256) as u8])
        }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// Where somebody is, nine metres exactly.
#[must_use]
pub const fn place() -> Place {
    Place {
        latitude: 25.1763,
        longitude: 106.0921,
        accuracy_m: 9.0,
        age_ms: 40,
        taken_at: None,
        provider: Provider::Fused,
        mock: None,
        datum: Datum::Wgs84,
    }
}

/// The words of a draft, written anywhere.
#[must_use]
pub fn words(draft: MomentId, text: &str) -> SaveDraft {
    SaveDraft {
        draft,
        text: text.into(),
        place: None,
    }
}

/// A tap in a meeting, which is a log too.
#[must_use]
pub fn meeting(reason: &str) -> Deed {
    Deed::CheckIn {
        mode: Mode::Meeting,
        reason: reason.into(),
        place: Some(place()),
    }
}
