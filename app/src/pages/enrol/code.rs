//! A one-time code as it is typed.

const GROUP: usize = 4;
const LENGTH: usize = 12;
const HYPHENS: usize = LENGTH / GROUP - 1;

/// `typed` as `XXXX-XXXX-XXXX`: capitals, nothing but letters and digits, the hyphens put in by themselves. Full-width
/// characters, which a Chinese keyboard gives, become the plain ones.
pub(super) fn format(typed: &str) -> String {
    let plain = typed
        .chars()
        .map(half_width)
        .filter(char::is_ascii_alphanumeric)
        .take(LENGTH);
    let mut code = String::with_capacity(LENGTH + HYPHENS);
    for (index, character) in plain.enumerate() {
        if index > 0 && index % GROUP == 0 {
            code.push('-');
        }
        code.push(character.to_ascii_uppercase());
    }
    code
}

/// Whether all of it is there.
pub(super) fn is_complete(code: &str) -> bool {
    code.len() == LENGTH + HYPHENS
}

fn half_width(character: char) -> char {
    match character {
        '！'..='～' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{format, is_complete};

    #[test]
    fn the_hyphens_come_by_themselves() {
        let cases = [
            ("ab1", "AB1"),
            ("ab12", "AB12"),
            ("ab12c", "AB12-C"),
            ("AB12-cd34", "AB12-CD34"),
            ("ab12cd34e", "AB12-CD34-E"),
        ];
        for (typed, code) in cases
            .into_iter()
            .chain([("ＡＢ１２　cd 34 ef56xx", "AB12-CD34-EF56"), ("码-", "")])
        {
            assert_eq!(format(typed), code);
        }
        assert!(is_complete("AB12-CD34-EF56") && !is_complete("AB12-CD34-EF5"));
    }
}
