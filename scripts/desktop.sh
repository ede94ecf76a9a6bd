#!/usr/bin/env bash
# Builds and runs the desktop app: the same pages over the native engine.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/display.sh"

server=http://127.0.0.1:$PORT_DEFAULT
while [ $# -gt 0 ]; do
  case $1 in
    --server) server=${2:-}; shift ;;
    --server=*) server=${1#*=} ;;
    *) die "desktop does not know \"$1\"; it knows --server URL." ;;
  esac
  shift || die "--server wants an address."
done
case $server in http://* | https://*) ;; *) die "--server wants an address like http://127.0.0.1:$PORT_DEFAULT, not \"$server\"." ;; esac

setup_desktop
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then setup_xvfb; fi
build_desktop
trap stop_display EXIT
start_display
desktop_env
[ -z "$XVFB_PID" ] || note "No display here: the window is on Xvfb's $DISPLAY. A picture of it: DISPLAY=$DISPLAY import -window root window.png"
say "Desktop app against $server; Ctrl-C ends it."
JISHI_SERVER=$server JISHI_DATA=${JISHI_DATA:-$TARGET/desktop-data} "$TARGET/jishi-desktop"
