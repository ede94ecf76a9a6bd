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
use jishi_core::{
    engine::{Fault, Trouble},
    protocol::{Problem, ProblemKind},
};

type Keys = BTreeMap<String, BTreeSet<String>>;

/// What the source calls before somebody is let in: it comes with the form.
const ENTRANCE: [&str; 4] = [
    "components/notice",
    "pages/enrol",
    "pages/trouble/start.rs",
    "texts/sentences.rs",
];
/// What these say through functions that say more to others.
const ENTRANCE_TOO: [&str; 1] = ["time-full"];

/// Keys with the arguments that they name.
fn keys(files: [&str; 2]) -> Keys {
    let mut keys = Keys::new();
    let mut current = String::new();
    let lines = files.into_iter().flat_map(str::lines);
    for line in lines.filter(|line| !line.starts_with('#')) {
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

const CHINESE_ENTRANCE: &str = include_str!("../../assets/texts/zh-CN/entrance.ftl");

fn chinese() -> Keys {
    keys([
        CHINESE_ENTRANCE,
        include_str!("../../assets/texts/zh-CN/inside.ftl"),
    ])
}

/// Keys used in files and folders of the source, with the arguments given.
fn used(places: &[&str]) -> Keys {
    let mut used = Keys::new();
    for place in places {
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(place);
        collect(&place, &mut used);
    }
    used
}

fn collect(path: &Path, used: &mut Keys) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), used);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        let source = fs::read_to_string(path).unwrap();
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
    let english = keys([
        include_str!("../../assets/texts/en/entrance.ftl"),
        include_str!("../../assets/texts/en/inside.ftl"),
    ]);
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
    let (known, used) = (chinese(), used(&[""]));
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
fn the_entrance_has_what_it_says_and_nothing_else() {
    let brought: BTreeSet<_> = keys([CHINESE_ENTRANCE, ""]).into_keys().collect();
    let mut said: BTreeSet<_> = used(&ENTRANCE).into_keys().collect();
    said.extend(ENTRANCE_TOO.map(str::to_owned));
    let missing: Vec<_> = said.difference(&brought).collect();
    assert!(missing.is_empty(), "these belong into entrance.ftl: {missing:?}");
    let idle: Vec<_> = brought.difference(&said).collect();
    assert!(idle.is_empty(), "these belong into inside.ftl: {idle:?}");
    let english: BTreeSet<_> = keys([include_str!("../../assets/texts/en/entrance.ftl"), ""])
        .into_keys()
        .collect();
    assert_eq!(english, brought, "the same in English");
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

#[test]
fn what_was_asked_for_directly_is_not_said_to_be_tried_again() {
    for (locale, promise, request) in [
        (Locale::Chinese, "自动", "请"),
        (Locale::English, "itself", "lease try again"),
    ] {
        let texts = Texts::new(locale);
        for trouble in [
            Trouble::Unreachable,
            Trouble::Slow,
            Trouble::ServerFailed { status: 503 },
            Trouble::Busy { seconds: 42 },
        ] {
            let sentence = Fault::Trouble(trouble).sentence(&texts);
            assert!(!sentence.contains(promise), "{sentence}");
            assert!(sentence.contains(request), "{sentence}");
        }
        let busy = Fault::Trouble(Trouble::Busy { seconds: 42 }).sentence(&texts);
        assert!(busy.contains("42"), "{busy}");
    }
}
