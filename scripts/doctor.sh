#!/usr/bin/env bash
# What is installed, what is missing, and what to do about it. Installs nothing.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/postgres.sh"

missing=0
# row TOOL WANTED FOUND DO: an empty FOUND is missing
row() {
  local mark=$green✓$plain
  if [ -z "$3" ]; then mark=$red✗$plain; missing=$((missing + 1)); fi
  printf '%s %-20s %-18s %-44s %s\n' "$mark" "$1" "$2" "${3:-missing}" "$([ -n "$3" ] || printf '%s' "$4")"
}
packages() {
  local missing
  # shellcheck disable=SC2086 # a list
  missing=$(debian_missing $1 | tr '\n' ' ')
  [ -n "$missing" ] || echo "all there"
}
version() { "$@" 2>/dev/null | head -n 1 || true; }

printf '  %-20s %-18s %-44s %s\n' tool wanted found "what to do"
row rust "$RUST_MIN or newer" "$(version rustc --version | awk '{ print $2 }')" "https://rustup.rs"
row cargo-nextest "any (optional)" "$(version cargo nextest --version | awk '{ print $2 }' || true)" "cargo install --locked cargo-nextest"
row node "$NODE_MIN or newer" "$(version node --version)" "./dev setup"
row "npm packages" "package-lock.json" "$([ -f node_modules/.jishi-stamp ] && [ "$(cat node_modules/.jishi-stamp)" = "$(sha256sum <package-lock.json)" ] && echo "as locked" || true)" "./dev setup"
wanted=$(bindgen_version)
row wasm-bindgen "$wanted" "$([ -x "$(bindgen_folder)/jishi-bindgen" ] && echo "$wanted" || true)" "./dev setup web"
for triple in wasm32-unknown-unknown "${PHONES[@]}"; do
  row "${triple/unknown-unknown/unknown}" "Rust for it" "$(toolchain_for $triple && echo "$CROSS_HOW" || true)" "./dev setup web mobile"
done
row chromium "any recent" "$(chromium=$(chromium_path) && version "$chromium" --version | cut -c -44 || true)" "./dev setup browser"
row postgresql "13 or newer" "$(bin=$(postgres_bin) && version "$bin/postgres" --version || true)" "./dev setup postgres"
row "photo fixtures" "Pillow $PILLOW_VERSION" "$([ -f "$CACHE/fixtures/pillow-$PILLOW_VERSION/.complete" ] && echo "in the cache" || true)" "./dev setup fixtures"
row "video fixtures" "made by PyAV $PYAV_VERSION" "$([ -f "$CACHE/fixtures/clips-$PYAV_VERSION-1/.complete" ] && echo "in the cache" || true)" "./dev setup fixtures"
if is_debian; then
  row "build packages" "Debian" "$(packages "$DEBIAN_BUILD")" "./dev setup native"
  row "desktop packages" "Debian" "$(packages "$DEBIAN_DESKTOP $DEBIAN_XVFB")" "./dev setup desktop"
  row "fonts, browser" "Debian" "$(packages "$DEBIAN_BROWSER")" "./dev setup browser"
fi
row "space for builds" "15 GB" "$(df -Pk "$ROOT" | awk 'NR == 2 && $4 > 15e6 { printf "%d GB free", $4 / 1e6 }')" "free some space"
port_taken "$PORT_DEFAULT" && note "  Port $PORT_DEFAULT is taken just now: ./dev run --port $((PORT_DEFAULT + 1))"
[ $missing -eq 0 ] || say "$missing missing. ./dev setup installs what it can."
