//! Prints what the web page has of the app before the app is there: `page styles`, `page openings`.

use std::{
    env,
    io::{Error, Write as _, stdout},
};

fn main() -> std::io::Result<()> {
    let printed = match env::args().nth(1).as_deref() {
        Some("styles") => jishi_app::stylesheet().to_owned(),
        Some("openings") => jishi_app::openings(),
        _ => return Err(Error::other("it prints: styles, openings")),
    };
    stdout().write_all(printed.as_bytes())
}
