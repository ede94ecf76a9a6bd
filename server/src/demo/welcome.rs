//! What `serve --demo` prints.

use std::fmt::Write as _;

use super::DemoPerson;

/// The block of text.
#[must_use]
pub fn welcome(url: &str, people: &[DemoPerson]) -> String {
    let mut text = format!("\n  纪实 Jishi  ·  演示县 demo county: 青岚县\n\n  打开 open   {url}\n\n");
    text.push_str("  一次性码（各用一次） one-time codes, each good once:\n\n");
    for DemoPerson {
        part: (chinese, english),
        name,
        unit,
        code,
    } in people
    {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {code}   {name} · {unit}  —  {chinese} {english}");
    }
    text.push_str("\n  Ctrl-C 停止 stops\n");
    text
}

/// Prints it.
#[expect(clippy::print_stdout, reason = "this is what whoever started the demo reads")]
pub fn print_welcome(url: &str, people: &[DemoPerson]) {
    println!("{}", welcome(url, people));
}
