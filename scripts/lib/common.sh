# shellcheck shell=bash
# What every command shares: where things are, how it speaks, and a few questions about the machine.
set -euo pipefail

# --- places ---------------------------------------------------------------------------------------
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
case $TARGET in /*) ;; *) TARGET=$ROOT/$TARGET ;; esac
CACHE=${JISHI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/jishi}
LOGS=$TARGET/logs
SCREENS=$TARGET/screens
WEB=$TARGET/web
export ROOT TARGET CACHE LOGS SCREENS WEB
# CI builds exactly Cargo.lock; at home a new dependency may still enter it.
LOCKED=()
if [ -n "${CI:-}" ]; then LOCKED=(--locked); fi
cd "$ROOT"
# shellcheck source=scripts/versions.sh
. "$ROOT/scripts/versions.sh"

# --- speech ---------------------------------------------------------------------------------------
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' yellow=$'\e[33m' plain=$'\e[0m'
else
  bold='' dim='' red='' green='' yellow='' plain=''
fi
export bold dim red green yellow plain
say() { printf '%s\n' "$*"; }
note() { printf '%s%s%s\n' "$dim" "$*" "$plain"; }
warn() { printf '%s! %s%s\n' "$yellow" "$*" "$plain" >&2; }
die() { printf '%s✗ %s%s\n' "$red" "$*" "$plain" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# elapsed SECONDS → 7 s, 3 min 05 s
elapsed() {
  if [ "$1" -lt 60 ]; then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# step NAME COMMAND…: runs it with its output in target/logs/NAME.log, shows that it is alive, and on failure
# the end of that log. Returns what the command returned. Inside, errors do not end a function by themselves
# (bash ignores -e where a result is looked at): chain with &&.
step() {
  local name=$1 log=$LOGS/$1.log start=$SECONDS code=0 watcher
  shift
  mkdir -p "$LOGS"
  : >"$log"
  watch_step "$name" "$log" "$BASHPID" &
  watcher=$!
  ("$@") >"$log" 2>&1 </dev/null || code=$?
  # KILL, because a shell that a milder signal ends before it has begun does first what its parent does at its end.
  kill -KILL "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  if [ -t 1 ]; then printf '\r\e[K'; fi
  if [ $code -eq 0 ]; then
    printf '%s✓%s %s  %s%s%s\n' "$green" "$plain" "$name" "$dim" "$(elapsed $((SECONDS - start)))" "$plain"
  else
    printf '%s✗ %s%s  %s; the end of %s:\n' "$red" "$name" "$plain" "$(elapsed $((SECONDS - start)))" "$log"
    tail -n "${STEP_TAIL:-40}" "$log" | sed 's/\x1b\[[0-9;]*m//g; s/^/    /'
  fi
  return $code
}

# watch_step NAME LOG PID: one line that moves on a terminal, elsewhere one line a minute
watch_step() {
  local name=$1 log=$2 parent=$3 start=$SECONDS shown=$SECONDS last
  [ -t 1 ] || printf '… %s\n' "$name"
  while kill -0 "$parent" 2>/dev/null; do
    if [ -t 1 ] || [ $((SECONDS - shown)) -ge 60 ]; then
      last=$(tail -c 600 "$log" 2>/dev/null | tr -d '\r' | sed 's/\x1b\[[0-9;]*m//g; s/^ *//' | grep . | tail -n 1 | cut -c -70) || last=''
      if [ -t 1 ]; then
        printf '\r\e[K… %s  %s  %s%s%s' "$name" "$(elapsed $((SECONDS - start)))" "$dim" "$last" "$plain"
      else
        shown=$SECONDS
        printf '  %s, %s: %s\n' "$name" "$(elapsed $((SECONDS - start)))" "$last"
      fi
    fi
    sleep 0.3
  done
}

# --- the machine ----------------------------------------------------------------------------------
is_debian() { [ -e /etc/debian_version ] && have apt-get && have dpkg-query; }
is_root() { [ "$(id -u)" = 0 ]; }

# at_least HAVE WANT: both as numbers with dots
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# port_taken N: does something listen there?
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  for _ in $(seq 100); do
    port=$((20000 + RANDOM % 12000)) # below the range from which outgoing connections take theirs
    port_taken $port || { echo $port; return; }
  done
  die "No free port was found between 20000 and 32000."
}

# wait_for SECONDS COMMAND…: until it succeeds
wait_for() {
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $until ] || return 1
    sleep 0.2
  done
}

# needs_rust: the one thing that ./dev does not install itself
needs_rust() {
  have cargo || die "Rust is missing. Install it from https://rustup.rs (version $RUST_MIN or newer), open a new shell, and try again."
  local found
  found=$(rustc --version | awk '{ print $2 }')
  at_least "$found" "$RUST_MIN" || die "Rust $RUST_MIN or newer is needed, $found is active. Run: rustup update stable"
}
