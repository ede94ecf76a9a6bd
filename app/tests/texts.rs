//! The texts are complete: both languages have the same keys and arguments, and the source uses just these.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use jishi_app::{
    t,
    texts::{Locale, Sentence as _, Texts},
};
use jishi_core::protocol::{Problem, ProblemKind};

type Keys = BTreeMap<String, BTreeSet<String>>;

/// Keys with the arguments that they name.
fn keys(file: &str) -> Keys {
    let mut keys = Keys::new();
    let mut current = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with([' ', '}', '[', '*'])
            && let Some((key, _)) = line.split_once(" =")
        {
            current = key.to_owned();
            assert!(
                keys.insert(current.clone(), BTreeSet::new()).is_none(),
                "{current} is there twice"
            );
        }
        for argument in line.split('$').skip(1) {
            let name: String = argument.chars().take_while(char::is_ascii_alphanumeric).collect();
            keys.get_mut(&current)
                .expect("an argument belongs to a key")
                .insert(name);
        }
    }
    keys
}

fn chinese() -> Keys {
    keys(include_str!("../../assets/texts/zh-CN.ftl"))
}

/// Keys used in the source with the arguments given.
fn used() -> Keys {
    let mut used = Keys::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut used);
    used
}

fn collect(folder: &Path, used: &mut Keys) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, used);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            for call in source.split("t!(").skip(1) {
                let call = until_closed(call);
                let call: String = call.split_whitespace().collect::<Vec<_>>().join(" ");
                let Some((receiver, rest)) = call.split_once(", \"") else {
                    continue;
                };
                if !matches!(receiver.trim().trim_start_matches('&'), "texts") {
                    continue;
                }
                let (key, arguments) = rest.split_once('"').unwrap();
                let named = arguments.split(" = ").collect::<Vec<_>>();
                let names = named[..named.len() - 1]
                    .iter()
                    .map(|part| part.rsplit([' ', ',']).next().unwrap_or_default().to_owned());
                used.entry(key.to_owned()).or_default().extend(names);
            }
        }
    }
}

/// Up to the bracket that closes the call.
fn until_closed(call: &str) -> &str {
    let mut depth = 1;
    for (at, character) in call.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &call[..at];
        }
    }
    call
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let english = keys(include_str!("../../assets/texts/en.ftl"));
    let chinese = chinese();
    for (key, arguments) in &chinese {
        assert_eq!(english.get(key), Some(arguments), "{key} in English");
    }
    for key in english.keys() {
        assert!(chinese.contains_key(key), "{key} in Chinese");
    }
}

#[test]
fn the_source_uses_just_these_keys_with_just_these_arguments() {
    let (known, used) = (chinese(), used());
    for (key, arguments) in &used {
        if key == "feed-likes" {
            continue; // the example in the documentation of the macro
        }
        assert_eq!(known.get(key), Some(arguments), "{key}");
    }
    let unused: Vec<_> = known.keys().filter(|key| !used.contains_key(*key)).collect();
    assert!(unused.is_empty(), "never used: {unused:?}");
}

#[test]
fn english_counts_as_english_does() {
    let texts = Texts::new(Locale::English);
    assert_eq!(t!(texts, "likes-label", count = 1), "Liked by 1 person");
    assert_eq!(t!(texts, "likes-label", count = 4), "Liked by 4 people");
    assert_eq!(texts.number(1_234_567), "1,234,567");
}

#[test]
fn every_problem_is_a_sentence_in_both_languages() {
    for locale in Locale::ALL {
        let texts = Texts::new(locale);
        for kind in ProblemKind::ALL {
            let sentence = Problem::new(*kind).retry_after(42).sentence(&texts);
            assert!(sentence.ends_with(['.', '。']), "{sentence}");
        }
        let wait = Problem::new(ProblemKind::TooManyRequests)
            .retry_after(42)
            .sentence(&texts);
        assert!(wait.contains("42"), "{wait}");
    }
}
