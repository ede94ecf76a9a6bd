# shellcheck shell=bash
# Type checks for the phones. Nothing is linked, so neither Android's NDK nor Xcode is needed: C parts (SQLite, TLS) are
# "compiled" by true, and a two-line xcrun answers where Apple's SDK would be.

# check_phones: all in one go, and in the folder of the web build by its profile: with one compiler for all of them, what cargo
# runs while it builds is the same.
check_phones() {
  local fake=$TARGET/wasm/fake-bin true tools=() triple name
  true=$(type -P true)
  toolchain_for "${PHONES[@]}" || die "No Rust for ${PHONES[*]} is here: ./dev setup mobile"
  mkdir -p "$fake"
  if [ "$(uname)" != Darwin ]; then
    cat >"$fake/xcrun" <<'XCRUN'
#!/bin/sh
case "$*" in *--show-sdk-version*) echo 17.0 ;; *) echo / ;; esac
XCRUN
    chmod +x "$fake/xcrun"
  fi
  for triple in "${PHONES[@]}"; do
    name=${triple//-/_}
    tools+=("CC_$name=$true" "CXX_$name=$true" "AR_$name=$true" "RANLIB_$name=$true")
  done
  # CROSS may put /usr/bin first; the fake folder goes before that.
  PATH=$fake:$PATH env "${tools[@]}" "${CROSS[@]/PATH=\/usr\/bin/PATH=$fake:\/usr\/bin}" check --keep-going "${LOCKED[@]}" \
    "${CROSS_FLAGS[@]}" --profile web --target-dir "$TARGET/wasm" -p jishi-app --features mobile
}
