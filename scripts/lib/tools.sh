# shellcheck shell=bash
# Tools that are no Debian packages: node, what npm carries (package-lock.json), and wasm-bindgen.

setup_node() {
  if ! have node && is_debian; then debian_install "node" nodejs npm; fi
  have node || die "Node.js $NODE_MIN or newer is missing. Install it from your system or https://nodejs.org."
  local found
  found=$(node --version)
  at_least "${found#v}" "$NODE_MIN" || die "Node.js $NODE_MIN or newer is needed, $found is installed. See https://nodejs.org."
}

# setup_npm: node_modules as package-lock.json says; nothing to do while the stamp fits
setup_npm() {
  setup_node
  local stamp=$ROOT/node_modules/.jishi-stamp want
  want=$(sha256sum <"$ROOT/package-lock.json")
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && return 0
  have npm || { is_debian && debian_install "npm" npm; }
  say "Installing npm packages (wasm-opt, playwright-core, …)"
  step setup-npm npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || die "npm could not install the packages of package-lock.json."
  printf '%s' "$want" >"$stamp"
}

bindgen_version() {
  awk -F'"' '/^name = "wasm-bindgen"$/ { found = 1 } found && /^version/ { print $2; exit }' "$ROOT/Cargo.lock"
}

# bindgen_folder: one for each pair of versions and each main.rs of ours
bindgen_folder() {
  echo "$CACHE/tools/wasm-bindgen-$(bindgen_version)-split-$WASM_SPLIT_VERSION-$(sha256sum <"$ROOT/scripts/bindgen/main.rs" | cut -c -8)"
}

# setup_bindgen: sets BINDGEN; the version must be the one in Cargo.lock to the last digit
setup_bindgen() {
  local version folder
  version=$(bindgen_version)
  [ -n "$version" ] || die "Cargo.lock names no wasm-bindgen: run cargo metadata once, or check out Cargo.lock again."
  folder=$(bindgen_folder)
  BINDGEN=$folder/jishi-bindgen
  if [ ! -x "$BINDGEN" ]; then
    say "Building wasm-bindgen $version (once; about a minute)"
    mkdir -p "$folder/src"
    cp "$ROOT/scripts/bindgen/main.rs" "$folder/src/main.rs"
    cat >"$folder/Cargo.toml" <<TOML
[package]
name = "jishi-bindgen"
version = "0.0.0"
edition = "2024"
[workspace]
[dependencies]
wasm-bindgen-cli-support = "=$version"
wasm_split_cli_support = "=$WASM_SPLIT_VERSION"
[profile.release]
opt-level = 0
codegen-units = 64
TOML
    step setup-wasm-bindgen env -u CARGO_BUILD_TARGET "CARGO_TARGET_DIR=$folder/target" \
      cargo build --release --manifest-path "$folder/Cargo.toml" || die "wasm-bindgen $version could not be built."
    mv "$folder/target/release/jishi-bindgen" "$BINDGEN"
    rm -rf "$folder/target"
  fi
  export BINDGEN
}

# chromium_path: the browser that the tests drive
chromium_path() {
  local name
  for name in "${JISHI_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -n "$name" ] && have "$name" && { command -v "$name"; return 0; }
  done
  return 1
}
