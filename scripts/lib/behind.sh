# shellcheck shell=bash
# Builds behind the tests: while these wait for a disk, a browser or a clock, the machine makes what later steps need. They
# come one after the other and yield to everything else, so that the tests are not held up.

# behind BUILD…: begins to run these functions, in this order
behind() {
  [ $# -gt 0 ] || return 0
  BEHIND=$(mktemp -d "$TARGET/behind.XXXXXX")
  # In a process group of their own, which can be ended whole.
  set -m
  (
    renice -n 19 -p "$BASHPID" >/dev/null 2>&1 || true
    for build in "$@"; do
      code=0
      ("$build") >"$BEHIND/$build.told" 2>&1 </dev/null || code=$?
      echo "$code" >"$BEHIND/$build.code"
    done
  ) &
  BEHIND_PID=$!
  set +m
}

# built BUILD: waits for its end, shows what it told, and returns what it returned
built() {
  local build=$1
  if [ ! -s "$BEHIND/$build.code" ]; then step "wait-$build" ended_behind "$build" || return 1; fi
  cat "$BEHIND/$build.told"
  return "$(cat "$BEHIND/$build.code")"
}

ended_behind() {
  until [ -s "$BEHIND/$1.code" ]; do
    kill -0 "$BEHIND_PID" 2>/dev/null || { echo "The builds were ended."; return 1; }
    sleep 0.3
  done
}

stop_behind() {
  [ -n "${BEHIND_PID:-}" ] || return 0
  kill -- "-$BEHIND_PID" 2>/dev/null || true
  wait "$BEHIND_PID" 2>/dev/null || true
  rm -rf "$BEHIND"
  BEHIND_PID=''
}
