# shellcheck shell=bash
# Type checks for the phones. Nothing is linked, so neither Android's NDK nor Xcode is needed: C parts (SQLite, TLS) are
# "compiled" by true, and a two-line xcrun answers where Apple's SDK would be.

# check_phone TRIPLE: in the folder of the web build by its profile: with one compiler for both, what cargo runs while it
# builds is the same. Each alone: together, one phone would get the features that only the other needs.
check_phone() {
  local triple=$1 name=${1//-/_} fake=$TARGET/wasm/fake-bin true
  true=$(type -P true)
  toolchain_for "$triple" || die "No Rust for $triple is here: ./dev setup mobile"
  mkdir -p "$fake"
  if [ "$(uname)" != Darwin ]; then
    cat >"$fake/xcrun" <<'XCRUN'
#!/bin/sh
case "$*" in *--show-sdk-version*) echo 17.0 ;; *) echo / ;; esac
XCRUN
    chmod +x "$fake/xcrun"
  fi
  # CROSS may put /usr/bin first; the fake folder goes before that.
  PATH=$fake:$PATH env "CC_$name=$true" "CXX_$name=$true" "AR_$name=$true" "RANLIB_$name=$true" \
    "${CROSS[@]/PATH=\/usr\/bin/PATH=$fake:\/usr\/bin}" check "${LOCKED[@]}" "${CROSS_FLAGS[@]}" \
    --profile web --target-dir "$TARGET/wasm" -p jishi-app --features mobile
}

check_phones() {
  local triple
  for triple in "${PHONES[@]}"; do check_phone "$triple" || return 1; done
}
