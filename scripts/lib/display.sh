# shellcheck shell=bash
# A display for the desktop app, and the app on it.

# start_display: DISPLAY as it is, or an Xvfb of our own. Call it in the shell that is to end it.
start_display() {
  XVFB_PID=''
  if [ "$(uname)" != Linux ] || { [ -z "${1:-}" ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }; then return 0; fi
  local number=90
  while [ -e "/tmp/.X11-unix/X$number" ] || [ -e "/tmp/.X$number-lock" ]; do number=$((number + 1)); done
  mkdir -p "$LOGS"
  Xvfb ":$number" -screen 0 480x920x24 -nolisten tcp >"$LOGS/xvfb.log" 2>&1 &
  XVFB_PID=$!
  export DISPLAY=:$number
  unset WAYLAND_DISPLAY
  wait_for 20 xdotool getdisplaygeometry || { warn "Xvfb did not start: $LOGS/xvfb.log"; return 1; }
}

stop_display() {
  [ -n "${XVFB_PID:-}" ] || return 0
  kill "$XVFB_PID" 2>/dev/null || true
  XVFB_PID=''
}

build_desktop() {
  step build-desktop cargo build "${LOCKED[@]}" -p jishi-app --features desktop --bin jishi || die "The desktop app does not build."
  # Under its own name: the next build without the feature puts another program there.
  cp -f "$TARGET/debug/jishi" "$TARGET/jishi-desktop"
}

# desktop_env: what the app's window needs on this machine
desktop_env() {
  # WebKit's sandbox needs a user that is not root.
  if is_root; then export WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1; fi
  if [ -n "${XVFB_PID:-}" ]; then export LIBGL_ALWAYS_SOFTWARE=1 WEBKIT_DISABLE_DMABUF_RENDERER=1 NO_AT_BRIDGE=1; fi
}
