# shellcheck shell=bash
# The builds that several commands share.

# build_native [beside-tests]: the server and the program that prints parts of the page, in one go so that they share what they
# can; beside the tests, as these are built, which is then done already
build_native() {
  local what=(-p jishi-server -p jishi-app --bin jishi-server --bin page)
  needs_rust
  [ "${1:-}" != beside-tests ] || what=(--workspace --tests --bins)
  step build-server cargo build "${LOCKED[@]}" "${what[@]}" || die "The server does not build."
  SERVER=$TARGET/debug/jishi-server
  export SERVER
}

# fingerprint PATH…: one hash over the content of all files below
fingerprint() {
  local path paths=()
  for path in "$@"; do if [ -e "$path" ]; then paths+=("$path"); fi; done
  find "${paths[@]}" -type f -not -path '*/target/*' -not -path '*/node_modules/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-32
}

# What sqlite-wasm-rs compiles into SQLite and nothing here asks of it: a fifth of SQLite, which each phone has to fetch.
SQLITE_WITHOUT=$(printf -- '-USQLITE_ENABLE_%s ' API_ARMOR BYTECODE_VTAB COLUMN_METADATA DBPAGE_VTAB DBSTAT_VTAB FTS5 \
  MATH_FUNCTIONS OFFSET_SQL_FUNC PREUPDATE_HOOK RTREE SESSION STMTVTAB UNKNOWN_SQL_FUNCTION UNLOCK_NOTIFY)

# build_web web|web-dev: the web app in target/web or target/web-dev
build_web() {
  local profile=$1 out=$TARGET/$1 features=web print work
  toolchain_for wasm32-unknown-unknown || die "No Rust for wasm is here: ./dev setup web"
  print="$profile $(fingerprint Cargo.toml Cargo.lock package-lock.json app core platform-web platform-android platform-ios assets \
    scripts/lib/build.sh scripts/lib/toolchain.sh scripts/lib/pack-web.mjs) $(basename "$(bindgen_folder)") $CROSS_HOW"
  if [ -d "$out" ] && [ -f "$out.fingerprint" ] && [ "$(cat "$out.fingerprint")" = "$print" ]; then
    note "Web app: nothing has changed, $out stays."
    return 0
  fi
  mkdir -p "$TARGET"
  exec 9>"$TARGET/.web-lock"
  if have flock; then flock 9; fi
  cross_profile "$profile"
  [ "$profile" = web ] || features=web,gallery
  step web-app "${CROSS[@]}" build "${LOCKED[@]}" "${CROSS_FLAGS[@]}" "${CROSS_PROFILE[@]}" --target-dir "$TARGET/wasm" \
    -p jishi-app --features "$features" --bin jishi || die "The web app does not build."
  step web-engine env SQLITE_WASM_RS_FLAGS="$SQLITE_WITHOUT" "${CROSS[@]}" build "${LOCKED[@]}" "${CROSS_FLAGS[@]}" "${CROSS_PROFILE[@]}" --target-dir "$TARGET/wasm" \
    -p jishi-platform-web --features engine --bin jishi-engine || die "The engine's worker does not build."
  work=$TARGET/wasm/pack-$profile
  rm -rf "$work"
  mkdir -p "$work/app" "$work/engine"
  step web-bindgen bind_modules "$profile" "$work" || die "wasm-bindgen failed."
  step web-page print_page "$work" || die "The parts of the page could not be printed."
  STEP_TAIL=20 step web-pack node scripts/lib/pack-web.mjs "$work" "$out.new" || die "The web app could not be put together."
  rm -rf "$out.old" "$out.fingerprint"
  if [ -e "$out" ]; then mv "$out" "$out.old"; fi
  mv "$out.new" "$out"
  printf '%s' "$print" >"$out.fingerprint"
  rm -rf "$out.old"
  cat "$LOGS/web-pack.log"
  exec 9>&-
}

# Day to day: no link-time optimisation, so that one changed page is there in seconds.
cross_profile() {
  CROSS_PROFILE=(--profile "$1")
  [ "$1" = web-dev ] || return 0
  CROSS_PROFILE+=(
    --config 'profile.web-dev.inherits="release"' --config 'profile.web-dev.opt-level=1'
    --config 'profile.web-dev.panic="abort"' --config 'profile.web-dev.incremental=true'
  )
}

bind_modules() {
  local profile=$1 work=$2 built=$TARGET/wasm/wasm32-unknown-unknown/$1
  "$BINDGEN" "$built/jishi.wasm" "$work/app" app split &&
    "$BINDGEN" "$built/jishi-engine.wasm" "$work/engine" engine || return 1
  [ "$profile" = web ] || return 0
  local opt=node_modules/binaryen/bin/wasm-opt pids=() pid module
  for module in "$work"/*/*.wasm; do
    # The features that Rust used stand in the module itself.
    (node "$opt" -Os "$module" -o "$module.small" && mv "$module.small" "$module") &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || return 1; done
}

print_page() { "$TARGET/debug/page" styles >"$1/styles.css" && "$TARGET/debug/page" openings >"$1/openings.html"; }
