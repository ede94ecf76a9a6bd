#!/usr/bin/env bash
# Builds server and web app and runs them with a demo county until Ctrl-C.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/build.sh"

port=$PORT_DEFAULT data='' fresh='' profile=web
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=${2:-}; shift ;;
    --port=*) port=${1#*=} ;;
    --data) data=${2:-}; shift ;;
    --data=*) data=${1#*=} ;;
    --fresh) fresh=yes ;;
    --dev) profile=web-dev ;;
    *) die "run does not know \"$1\"; it knows --port N, --data DIR, --fresh and --dev (a web app that builds faster and loads slower)." ;;
  esac
  shift || die "The last option lacks its value."
done

# Everything that can be wrong without a build is said before one.
case $port in '' | *[!0-9]*) die "--port wants a number, not \"$port\"." ;; esac
[ "$port" -ge 1 ] && [ "$port" -le 65535 ] || die "--port wants a number from 1 to 65535, not $port."
if port_taken "$port"; then die "Port $port is taken by another program. Stop that one, or choose another: ./dev run --port $((port + 1))"; fi
[ -z "$data" ] && data=$TARGET/run-data
if [ -n "$fresh" ] && [ -e "$data" ]; then
  # Only what a server of ours left there is forgotten.
  if [ -n "$(ls -A "$data" 2>/dev/null)" ] && [ ! -f "$data/.jishi-run" ]; then
    die "--fresh would empty $data, which ./dev run did not make. Empty it yourself, or choose another folder."
  fi
  rm -rf "$data" || die "$data cannot be emptied."
fi
mkdir -p "$data" 2>/dev/null && touch "$data/.writable" 2>/dev/null || die "The folder $data cannot be written. Choose another: ./dev run --data DIR"
rm -f "$data/.writable"
[ -n "$(ls -A "$data")" ] || touch "$data/.jishi-run"

setup_web
build_native
build_web $profile
exec "$SERVER" serve --port "$port" --data "$data" --web "$TARGET/$profile" --demo
