# shellcheck shell=bash disable=SC2086 # the lists in versions.sh are meant to be split
# What each command needs on the machine. Every function does nothing when it is all there.
# shellcheck source=scripts/lib/debian.sh
. "$ROOT/scripts/lib/debian.sh"
# shellcheck source=scripts/lib/toolchain.sh
. "$ROOT/scripts/lib/toolchain.sh"
# shellcheck source=scripts/lib/tools.sh
. "$ROOT/scripts/lib/tools.sh"

setup_native() {
  needs_rust
  debian_install "building" $DEBIAN_BUILD
}

setup_web() {
  setup_native
  setup_target wasm32-unknown-unknown
  setup_npm
  setup_bindgen
}

setup_postgres() { debian_install "PostgreSQL" $DEBIAN_POSTGRES; }

setup_browser() {
  setup_npm
  if [ "$(uname)" = Linux ]; then debian_install "the browser" $DEBIAN_BROWSER; fi
  chromium_path >/dev/null || die "Chromium is missing. Install it, or name it with JISHI_CHROMIUM=/path/to/chromium."
}

setup_desktop() {
  setup_native
  if [ "$(uname)" = Linux ]; then debian_install "the desktop app" $DEBIAN_DESKTOP; fi
}

setup_xvfb() {
  if [ "$(uname)" = Linux ]; then debian_install "a display without a screen" $DEBIAN_XVFB; fi
}

setup_mobile() {
  setup_native
  setup_target "${PHONES[@]}"
}
