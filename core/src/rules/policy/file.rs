//! The policy as administrators write it: `assets/policies/wangmo-2016.toml`, which explains each key.

use serde::Deserialize as _;

use super::Policy;
use crate::rules::file::{FileFault, Source, joined};

/// Reads a policy.
///
/// # Errors
/// Of a text that is no TOML, or has not the shape of a policy, the first fault; otherwise every value that cannot be, in
/// the order of the lines.
pub fn read(text: &str) -> Result<Policy, Vec<FileFault>> {
    let (source, document) = Source::parse(text).map_err(|fault| vec![fault])?;
    let policy = Policy::deserialize(toml_edit::de::Deserializer::from(document))
        .map_err(|error| vec![shape_fault(&source, &error)])?;
    let mut faults: Vec<_> = policy
        .faults()
        .into_iter()
        .map(|fault| source.fault(&fault.key, fault.reason))
        .collect();
    if faults.is_empty() {
        return Ok(policy);
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    Err(faults)
}

/// What serde says, as a person would.
fn shape_fault(source: &Source<'_>, error: &toml_edit::de::Error) -> FileFault {
    let span = error.span().unwrap_or_default();
    let key = source.key_at(&span);
    let message = error.message();
    if let Some((field, _)) = quoted(message, "missing field ") {
        return source.fault(&joined(key, field), "is missing");
    }
    let reason = if let Some((_, rest)) = quoted(message, "unknown field ") {
        format!("is no key of this section; allowed here: {}", allowed(rest))
    } else if let Some((word, rest)) = quoted(message, "unknown variant ") {
        format!("{word} is not allowed here; allowed: {}", allowed(rest))
    } else if let Some((found, expected)) = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .or_else(|| message.strip_prefix("invalid length "))
        .and_then(|rest| rest.split_once(", expected "))
    {
        format!(
            "has to be {}, but is {}",
            wanted(expected),
            found.replace('`', "")
        )
    } else {
        message.into()
    };
    source.fault_at(span.start, key, reason)
}

/// The word in back quotes after `prefix`, and what follows it.
fn quoted<'m>(message: &'m str, prefix: &str) -> Option<(&'m str, &'m str)> {
    message.strip_prefix(prefix)?.strip_prefix('`')?.split_once('`')
}

/// The words in back quotes, with commas.
fn allowed(rest: &str) -> String {
    let words: Vec<_> = rest.split('`').skip(1).step_by(2).collect();
    words.join(", ")
}

fn wanted(expected: &str) -> &str {
    match expected {
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "text in quotes",
        "a sequence" => "a list",
        "an array of length 4" => "a list of 4",
        "a date" => "a date like 2016-04-01",
        "a map" => "a section",
        section if section.starts_with("struct ") => "a section",
        word if word.starts_with("enum ") || word.starts_with("variant ") => "a word in quotes",
        other => other,
    }
}
