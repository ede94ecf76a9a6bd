//! Prints the stylesheet, for the web build to put it into a file.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(jishi_app::stylesheet().as_bytes())
}
