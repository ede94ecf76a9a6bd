//! A person as a square: their given name on a colour of their own.

use dioxus::prelude::*;
use jishi_core::model::{Person, PersonId};

const COLOURS: u8 = 8;

/// A person's square. The name stands beside it, so it is decoration.
#[component]
pub fn Avatar(person: Person) -> Element {
    let colour = colour(person.id);
    rsx! {
        span { class: "avatar is-colour-{colour}", "aria-hidden": "true", {short_name(&person.name)} }
    }
}

/// From the end of the id, where a UUIDv7 is random.
const fn colour(id: PersonId) -> u8 {
    id.0.as_bytes()[15] % COLOURS
}

/// What one calls a person by: the given name of a Chinese name, else the first letters.
fn short_name(name: &str) -> String {
    let name = name.trim();
    if name.is_ascii() {
        return name
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .take(2)
            .collect();
    }
    let characters: Vec<char> = name.chars().filter(|c| *c != '·').collect();
    let keep = if characters.len() > 2 { 2 } else { 1 };
    characters[characters.len().saturating_sub(keep)..]
        .iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn people_are_called_by_their_given_name() {
        let cases = [
            ("韦小龙", "小龙"),
            ("李娜", "娜"),
            ("欧阳明月", "明月"),
            ("阿依古丽·买买提", "买提"),
        ];
        for (name, short) in cases.into_iter().chain([("Anna Berg", "AB"), ("", "")]) {
            assert_eq!(short_name(name), short);
        }
    }
}
