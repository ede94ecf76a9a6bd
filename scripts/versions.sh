# shellcheck shell=bash disable=SC2034 # every line is read by another script
# Every version and default that the scripts pin, in one place. Pinned elsewhere, where their own tools look:
# Rust crates in Cargo.lock (wasm-bindgen's command follows it), npm packages in package-lock.json.

PORT_DEFAULT=8420
PHONES=(aarch64-linux-android aarch64-apple-ios)
RUST_MIN=1.95          # Cargo.toml's rust-version
NODE_MIN=20            # for playwright-core and node's test runner
WASM_SPLIT_VERSION=0.2.4 # of wasm_split_cli_support, which has to fit wasm_split_helpers in Cargo.toml
PILLOW_VERSION=12.0.0  # its source archive carries the photos that the media tests read
TUSPY_VERSION=1.1.0    # a tus client in Python, for the tests of uploads
SCHEMATHESIS_VERSION=4.32.5 # asks every call of the API's document for what it does not expect
LIGHTHOUSE_VERSION=12.8.2 # the newest that runs on NODE_MIN; for ./dev bench page
PYAV_VERSION=18.1.0    # its encoder makes the videos that the media tests read

# Debian packages, by what needs them.
DEBIAN_BUILD="clang pkg-config"
DEBIAN_WASM="rustc-web cargo-web rust-web-src lld"
DEBIAN_BROWSER="chromium fonts-noto-cjk fonts-noto-color-emoji"
DEBIAN_POSTGRES="postgresql"
DEBIAN_DESKTOP="libwebkit2gtk-4.1-dev libgtk-3-dev libxdo-dev libayatana-appindicator3-dev zenity" # zenity: the file picker where no desktop portal runs
DEBIAN_XVFB="xvfb xauth xdotool imagemagick"
