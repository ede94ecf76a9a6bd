# shellcheck shell=bash
# Which cargo builds for a target that is not this machine: rustup's where the target is installed, else Debian's own
# rustc with std built from its source, else rustup is asked for the target.

rustup_has() { [ -d "$(rustc --print sysroot)/lib/rustlib/$1/lib" ]; }

debian_rust() {
  is_debian && [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] && [ -d /usr/lib/rustlib/src/rust/library ] &&
    at_least "$(/usr/bin/rustc --version | awk '{ print $2 }')" "$RUST_MIN"
}

debian_offers_rust() {
  is_debian && [ -n "$(apt-cache search --names-only '^rust-web-src$' 2>/dev/null)" ]
}

# toolchain_for TRIPLE…: one for all of them; sets CROSS (the command), CROSS_FLAGS and CROSS_HOW (a word for people); fails
# if none is here
toolchain_for() {
  local triple lld all=yes
  CROSS_FLAGS=()
  for triple in "$@"; do
    rustup_has "$triple" || all=''
    CROSS_FLAGS+=(--target "$triple")
  done
  if [ -n "$all" ]; then
    CROSS=(env cargo)
    CROSS_HOW="rustup target"
  elif debian_rust; then
    CROSS_HOW="Debian's rustc $(/usr/bin/rustc --version | awk '{ print $2 }') with std from source"
    # rust-lld reads everything this rustc emits; Debian's own lld may be years older.
    lld=$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/rust-lld
    [ -x "$lld" ] || lld=/usr/bin/wasm-ld
    CROSS=(env -u RUSTUP_TOOLCHAIN -u RUSTC -u CARGO "PATH=/usr/bin:$PATH" RUSTC_BOOTSTRAP=1
      "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$lld" /usr/bin/cargo)
    # Every phone fetches what is used of std: its small variant, in which little but sorting is slower.
    CROSS_FLAGS+=("-Zbuild-std=std,panic_abort" "-Zbuild-std-features=optimize_for_size")
  else
    return 1
  fi
  export CROSS_HOW
}

# setup_target TRIPLE…: makes toolchain_for succeed
setup_target() {
  toolchain_for "$@" && return 0
  if is_debian; then
    # shellcheck disable=SC2086 # a list of packages
    debian_offers_rust || step setup-apt-update as_root apt-get update -qq || true
    if debian_offers_rust; then
      # shellcheck disable=SC2086
      debian_install "other targets" $DEBIAN_WASM
      toolchain_for "$@" && return 0
    fi
  fi
  if have rustup; then
    say "Adding Rust for $*"
    step setup-targets rustup target add "$@" && toolchain_for "$@" && return 0
  fi
  die "Rust cannot build for $* here. With rustup: rustup target add $*. On Debian: apt-get install $DEBIAN_WASM"
}
