# shellcheck shell=bash
# Fuzz targets, built and run without a nightly compiler: coverage is a pass of LLVM's, which the stable one has too.

FUZZ_SECONDS=${FUZZ_SECONDS:-60}

fuzz_targets() { for file in "$ROOT"/fuzz/targets/*.rs; do basename "$file" .rs; done; }

fuzz_host() { rustc -vV | sed -n 's/^host: //p'; }

# With a target named, what cargo itself runs while it builds is left as it is.
build_fuzz() {
  RUSTC_WRAPPER=$ROOT/scripts/lib/rustc-fuzz.sh RUSTFLAGS="--cfg fuzzing" \
    cargo build "${LOCKED[@]}" --manifest-path fuzz/Cargo.toml --release --target "$(fuzz_host)" --target-dir "$TARGET/fuzz"
}

# fuzz_row NAME INPUTS WRONG: its line in the table of what fails, if one is being written
fuzz_row() {
  [ -n "${JISHI_RELIABILITY:-}" ] || return 0
  mkdir -p "$JISHI_RELIABILITY"
  printf '| fuzz: %s, %s s | %s | 0 | 0 | %s |\n' "$1" "$FUZZ_SECONDS" "$2" "$3" >"$JISHI_RELIABILITY/fuzz-$1"
}

# fuzz_one TARGET: ends with a line as cargo's runner writes it
fuzz_one() {
  local name=$1 found=$TARGET/fuzz-found/$1 grown=$TARGET/fuzz-corpus/$1 log=$LOGS/fuzz-$1.log seeds=() code=0 program runs
  program=$TARGET/fuzz/$(fuzz_host)/release/$name
  mkdir -p "$found" "$grown"
  [ ! -d "fuzz/corpus/$name" ] || seeds+=("fuzz/corpus/$name")
  case $name in
    policy) seeds+=(assets/policies assets/calendar) ;;
    roster) seeds+=(-seed_inputs=assets/demo/roster.csv) ;;
  esac
  "$program" "$grown" "${seeds[@]}" -max_total_time="$FUZZ_SECONDS" -timeout=20 -rss_limit_mb=3072 -max_len=65536 \
    -artifact_prefix="$found/" -print_final_stats=1 >"$log" 2>&1 || code=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
  if [ "$code" -eq 0 ] && ! grep -q 'inline 8-bit counters' "$log"; then
    echo "Nothing in $program counts what was reached." >>"$log"
    code=1
  fi
  if [ "$code" -eq 0 ]; then
    fuzz_row "$name" "${runs:-0}" 0
    echo "test $name ... ok (${runs:-0} inputs, $(reached "$log") places reached)"
    return 0
  fi
  fuzz_row "$name" "${runs:-0}" 1
  grep -a -A 3 'panicked at' "$log" || true
  tail -n 25 "$log"
  echo "test $name ... FAILED; what it was given is the newest in $found; try it again: $program FILE"
  return 1
}

# reached LOG: the last word on coverage
reached() { grep -ao ' cov: [0-9]*' "$1" | tail -n 1 | tr -dc '0-9'; }

# run_fuzz [TARGET…]: two at once
run_fuzz() {
  local names=("$@") name pids=() failed=0
  [ ${#names[@]} -gt 0 ] || mapfile -t names < <(fuzz_targets)
  for name in "${names[@]}"; do
    fuzz_one "$name" &
    pids+=($!)
    if [ ${#pids[@]} -eq 2 ]; then
      wait "${pids[0]}" || failed=$((failed + 1))
      pids=("${pids[1]}")
    fi
  done
  for name in "${pids[@]}"; do wait "$name" || failed=$((failed + 1)); done
  printf 'test result: %d passed; %d failed\n' $((${#names[@]} - failed)) "$failed"
  [ "$failed" -eq 0 ]
}
