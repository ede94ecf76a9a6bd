# shellcheck shell=bash
# Type checks for the phones. Nothing is linked, so neither Android's NDK nor Xcode is needed: C parts (SQLite, TLS) are
# "compiled" by /bin/true, and a two-line xcrun answers where Apple's SDK would be.

# check_phone TRIPLE
check_phone() {
  local triple=$1 fake=$TARGET/mobile/fake-bin name=${1//-/_}
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
  PATH=$fake:$PATH env "CC_$name=/bin/true" "CXX_$name=/bin/true" "AR_$name=/bin/true" "RANLIB_$name=/bin/true" \
    "${CROSS[@]/PATH=\/usr\/bin/PATH=$fake:\/usr\/bin}" check "${LOCKED[@]}" "${CROSS_FLAGS[@]}" --target-dir "$TARGET/mobile" \
    -p jishi-app --features mobile
}

check_phones() { check_phone aarch64-linux-android && check_phone aarch64-apple-ios; }
