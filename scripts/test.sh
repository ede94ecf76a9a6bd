#!/usr/bin/env bash
# Everything that CI runs. Goes on after a failing step; ends with one line: N passed, N failed, N skipped.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
for part in setup behind build count display fixtures fuzz mobile postgres; do . "$ROOT/scripts/lib/$part.sh"; done

quick='' only=''
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=yes ;;
    --only) only=,${2:-},; shift ;;
    --only=*) only=,${1#*=}, ;;
    *) die "test does not know \"$1\"; it knows --quick and --only STEP[,STEP…]." ;;
  esac
  shift || die "--only wants the names of steps."
done

export JISHI_RELIABILITY=$TARGET/reliability
# Beside the model a walk of its own for each commit, and the same one for the same commit.
commit=$(git rev-parse --short=8 HEAD 2>/dev/null || echo 1)
export JISHI_MODEL_SEED=${JISHI_MODEL_SEED:-$((16#${commit:0:8}))}
all_passed=0 all_failed=0 all_skipped=0 failures=()

finish() {
  # A shell within this one that is ended before it has begun would come here too, and end what others still use.
  [ "$BASHPID" = $$ ] || return 0
  set +e
  stop_behind
  stop_server
  stop_postgres
  stop_display
}
trap finish EXIT
trap 'exit 130' INT TERM

# wanted STEP
wanted() { [ -z "$only" ] || [[ $only == *,$1,* ]]; }

# check STEP COMMAND…: runs it if it is wanted, and adds its tests to the sum. A step that tells of none counts as one.
check() {
  local name=$1 code=0 passed failed skipped
  wanted "$name" || return 0
  step "$@" || code=$?
  read -r passed failed skipped < <(count_tests "$LOGS/$name.log")
  if [ $((passed + failed)) -gt 0 ]; then
    printf '    %s passed, %s failed, %s skipped in %s\n' "$passed" "$failed" "$skipped" "$name"
  elif [ $code -eq 0 ]; then passed=1; fi
  if [ $code -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  all_passed=$((all_passed + passed)) all_failed=$((all_failed + failed)) all_skipped=$((all_skipped + skipped))
  [ $code -eq 0 ] || failures+=("$name")
  return 0
}

# skip STEP WHY: what cannot be run here, said and counted
skip() {
  wanted "$1" || return 0
  printf '%s- %s%s  skipped: %s\n' "$yellow" "$1" "$plain" "$2"
  all_skipped=$((all_skipped + 1))
}

# --- native -------------------------------------------------------------------------------------------------------

format_check() {
  cargo fmt --all --check -- --color never &&
    cargo fmt --manifest-path fuzz/Cargo.toml --check -- --color never && return 0
  echo "This puts it right: ./dev fmt"
  return 1
}

lint() { cargo clippy "${LOCKED[@]}" --workspace --all-targets -- -D warnings; }

# What the fault tests, the browser tests and the fuzz targets found, as the table that is checked in: written by the run, never by hand.
# Half of it would say that the other half is not tried, so it waits until there is all of it.
reliability_table() {
  local rows=$JISHI_RELIABILITY
  if [ -z "$(fault_rows)" ] || ! compgen -G "$rows/fuzz-*" >/dev/null || [ ! -f "$rows/web-app-killed" ]; then return 1; fi
  {
    cat <<'HEAD'
# What fails, and what is lost by it

Written by `./dev test` from what `tests/tests/faults`, `tests/tests/model`, `tests/browser/killed.spec.mjs` and the targets of
`fuzz` found in their last run; never by hand.

| fault | tried | lost | doubled | wrong |
| --- | ---: | ---: | ---: | ---: |
HEAD
    cat "$rows"/*
  } >"$ROOT/tests/RELIABILITY.md"
}

# That as much was tried as the table has to show, and that nothing came of it.
enough_tried() {
  awk -F'|' '
    NF == 7 && $3 + 0 > 0 {
      tried = $3 + 0
      if ($2 ~ /killed/) kills += tried
      if ($2 ~ /without power/) power += tried
      if ($2 ~ /line broken/) cuts += tried
      if ($2 ~ /disk full/) full += tried
      if ($2 ~ /random steps of five people $/) steps += tried
      if ($2 ~ /fuzz: .*, [6-9][0-9]+ s/) fuzz += 1
      bad += $4 + $5 + $6
    }
    function least(what, found, wanted) {
      if (found < wanted) { printf "%s: %d, at least %d are wanted\n", what, found, wanted; short = 1 }
    }
    END {
      least("kills", kills, 2000)
      least("power cuts", power, 2000)
      least("network cuts", cuts, 2000)
      least("points at which a disk is full", full, 500)
      least("random steps", steps, 10000)
      least("fuzz targets of a minute", fuzz, 8)
      if (bad > 0) { printf "%d things were lost, doubled or wrong\n", bad; short = 1 }
      exit short
    }' tests/RELIABILITY.md
}

# fault_rows [FIND'S WORDS…]: what the fault tests wrote of that table
fault_rows() { [ ! -d "$JISHI_RELIABILITY" ] || find "$JISHI_RELIABILITY" -type f ! -name 'fuzz-*' "$@"; }

# native_tests [WHICH…]: nextest where it is installed, else cargo's own runner. Always built for the whole workspace:
# fewer packages would mean other features, another build, and core without its client half.
native_tests() {
  local only=() which threads
  for which in "$@"; do only+=(-E "$which"); done
  # One more than there are cores: some wait for a disk, or for each other.
  threads=$(($(getconf _NPROCESSORS_ONLN) + 1))
  fault_rows -delete
  if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --locked --no-fail-fast --no-tests=warn --status-level=fail --final-status-level=slow \
      --hide-progress-bar --test-threads "$threads" --workspace ${only[@]+"${only[@]}"}
  else
    cargo test --locked --no-fail-fast --quiet --lib --bins --tests --workspace
  fi
}

licences() {
  local manifest
  for manifest in Cargo.toml fuzz/Cargo.toml; do
    cargo metadata --format-version 1 "${LOCKED[@]}" --manifest-path $manifest |
      node scripts/lib/licences.mjs deny.toml || return 1
  done
}

# One workspace.version, executable scripts, nothing of one machine in what is checked in.
tidy() {
  local bad=0
  local script
  for script in dev .ci/run scripts/*.sh scripts/lib/*.sh; do bash -n "$script" || bad=1; done
  if have shellcheck; then shellcheck -x dev .ci/run scripts/*.sh scripts/lib/*.sh || bad=1; fi
  if grep -n '"resolved"' package-lock.json; then
    echo "package-lock.json names registries; write it with: npm install --omit-lockfile-registry-resolved"
    bad=1
  fi
  return $bad
}

# --- browser ------------------------------------------------------------------------------------------------------

SERVER_PID=''
# start_server: the real server with the demo county; exports what the specs need
start_server() {
  local port data=$TARGET/browser-data
  port=$(free_port)
  # Filling the demo county takes a while: it is done once, and every server of a spec begins with a copy.
  export JISHI_DEMO=$TARGET/browser-demo
  rm -rf "$data" "$JISHI_DEMO"
  mkdir -p "$SCREENS"
  "$TARGET/debug/jishi-server" demo --data "$JISHI_DEMO" >"$LOGS/browser-demo.log" 2>&1 ||
    { tail -n 20 "$LOGS/browser-demo.log"; return 1; }
  cp -R "$JISHI_DEMO" "$data"
  "$TARGET/debug/jishi-server" serve --port "$port" --data "$data" --web "$WEB" --demo >"$LOGS/browser-server.log" 2>&1 &
  SERVER_PID=$!
  export JISHI_URL=http://127.0.0.1:$port
  server_up() { node -e 'fetch(process.env.JISHI_URL + "/healthz").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))'; }
  # The welcome with the codes comes after the port is open.
  codes_told() { grep -qE '\b[0-9A-Z]{4}(-[0-9A-Z]{4}){2}\b' "$LOGS/browser-server.log"; }
  wait_for 60 server_up && wait_for 20 codes_told || { tail -n 20 "$LOGS/browser-server.log"; return 1; }
}

stop_server() {
  [ -n "$SERVER_PID" ] || return 0
  kill "$SERVER_PID" 2>/dev/null
  wait "$SERVER_PID" 2>/dev/null || true
  SERVER_PID=''
}

browser_tests() {
  JISHI_CHROMIUM=$(chromium_path) JISHI_SCREENS=$SCREENS JISHI_SERVER_LOG=$LOGS/browser-server.log \
    JISHI_SERVER_BIN=$TARGET/debug/jishi-server JISHI_WEB=$WEB \
    node --test --test-reporter=spec --test-concurrency=1 tests/browser/*.spec.mjs
}

# Programs that others wrote, against our server. Their servers are their own; the codes of the running one are the browser's.
client_tests() {
  JISHI_SCREENS=$SCREENS JISHI_SERVER_LOG=$LOGS/browser-server.log JISHI_SERVER_BIN=$TARGET/debug/jishi-server JISHI_WEB=$WEB \
    node --test --test-reporter=spec --test-concurrency=1 tests/clients/*.spec.mjs
}

# --- desktop ------------------------------------------------------------------------------------------------------

# The window comes up, the program lives on for a while, and the picture of it is not one plain colour.
desktop_smoke() {
  local pid data code=0 colours
  data=$(mktemp -d)
  desktop_env
  JISHI_SERVER=${JISHI_URL:-http://127.0.0.1:9} JISHI_DATA=$data RUST_LOG=info "$TARGET/jishi-desktop" &
  pid=$!
  # WebKit's helpers have windows of their own, so it is the name that counts, and that it can be seen.
  window_up() { kill -0 "$pid" && xdotool search --onlyvisible --pid "$pid" --name .; }
  if wait_for 60 window_up; then
    sleep 4
    import -window root "$SCREENS/desktop.png"
    colours=$(identify -format '%k' "$SCREENS/desktop.png")
    echo "window up, $colours colours, picture in $SCREENS/desktop.png"
    [ "$colours" -ge 8 ] || { echo "The window is blank."; code=1; }
    kill -0 $pid || { echo "The app ended by itself."; code=1; }
  else
    echo "No window came up within 60 s."
    code=1
  fi
  kill $pid 2>/dev/null
  wait $pid 2>/dev/null
  rm -rf "$data"
  return $code
}

# --- the run ------------------------------------------------------------------------------------------------------

wanted_web() { wanted web || wanted browser || wanted clients; }
wanted_desktop() { [ "$(uname)" = Linux ] && wanted desktop; }

# What the builds and the tests need of the machine, before two could ask for it at once. What fails here fails again, and
# is counted, where it is needed.
prepare() {
  if wanted_web; then setup_web; setup_browser; setup_clients; fi
  if wanted check-mobile; then setup_mobile; fi
  if wanted_desktop; then setup_desktop; setup_xvfb; fi
}

# What is built behind the tests, in the order in which it is wanted.
fuzz_programs() { step fuzz-build build_fuzz; }

web_app() {
  # The server as the tests have it built, if they run.
  local beside=''
  if wanted native-tests; then beside=beside-tests; fi
  setup_web && build_native "$beside" && build_web web
}

phones() { setup_mobile && step check-mobile check_phones; }

desktop_app() { setup_desktop && setup_xvfb && build_desktop; }

# missed STEP: what could not be tried counts as a failure
missed() {
  failures+=("$1")
  all_failed=$((all_failed + 1))
}

mkdir -p "$LOGS" "$SCREENS"
if [ -z "$only" ]; then rm -f "$LOGS"/*.log; fi
setup_native
setup_node
check fmt format_check
check tidy tidy

if wanted native-tests || wanted_web; then
  setup_postgres
  start_postgres || missed postgres
  setup_fixtures || warn "Tests that read real photos are skipped."
fi

if [ -n "$quick" ]; then
  check clippy lint
  # Of what fails at every point a sample, and a short walk beside the model.
  export JISHI_FAULTS_EVERY=20 JISHI_MODEL_STEPS=500
  check native-tests native_tests 'package(jishi-core)' 'package(jishi-server)' 'binary(faults)' 'binary(model)'
else
  check licences licences
  if cargo deny --version >/dev/null 2>&1; then
    check cargo-deny cargo deny --offline --log-level error check licenses bans sources
  else skip cargo-deny "not installed (cargo install --locked cargo-deny); the licences are checked above"; fi
  check clippy lint
  (prepare) || warn "Not all that is needed could be installed."
  builds=()
  if wanted fuzz; then builds+=(fuzz_programs); fi
  if wanted_web; then builds+=(web_app); fi
  if wanted check-mobile; then builds+=(phones); fi
  if wanted_desktop; then builds+=(desktop_app); fi
  behind ${builds[@]+"${builds[@]}"}
  check native-tests native_tests
  if wanted fuzz; then
    rm -f "$JISHI_RELIABILITY"/fuzz-*
    if built fuzz_programs; then check fuzz run_fuzz; else missed fuzz; fi
  fi
  if wanted_web; then
    if built web_app; then
      all_passed=$((all_passed + 1))
      if ! compgen -G 'tests/browser/*.spec.mjs' >/dev/null; then
        skip browser "tests/browser holds no spec"
      elif (setup_browser) && setup_clients && start_server; then
        check browser browser_tests
        check clients client_tests
      else missed browser; fi
    else
      missed web
      skip browser "the web app does not build"
    fi
  fi
  if reliability_table; then check reliability enough_tried; fi
  if wanted check-mobile; then
    if built phones; then all_passed=$((all_passed + 1)); else missed check-mobile; fi
  fi
  if wanted_desktop; then
    if built desktop_app && start_display ours; then
      check desktop desktop_smoke
      stop_display
    else missed desktop; fi
  fi
fi

if [ ${#failures[@]} -gt 0 ]; then printf '%sFailed: %s%s. Logs: %s\n' "$red" "${failures[*]}" "$plain" "$LOGS"; fi
say "Took $(elapsed $SECONDS)."
printf '%d passed, %d failed, %d skipped\n' $all_passed $all_failed $all_skipped
[ $all_failed -eq 0 ]
