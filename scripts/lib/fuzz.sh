# shellcheck shell=bash
# Fuzz targets, built and run without a nightly compiler: coverage is a pass of LLVM's, which the stable one has too.

FUZZ_SECONDS=${FUZZ_SECONDS:-60}

fuzz_targets() { for file in "$ROOT"/fuzz/targets/*.rs; do basename "$file" .rs; done; }

# As cargo fuzz sets them, less the address sanitizer: what is fuzzed here is safe Rust.
build_fuzz() {
  local host
  host=$(rustc -vV | sed -n 's/^host: //p')
  RUSTFLAGS="--cfg fuzzing -Clink-dead-code -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table" \
    cargo build "${LOCKED[@]}" --manifest-path fuzz/Cargo.toml --release --target "$host" --target-dir "$TARGET/fuzz"
  FUZZ_BIN=$TARGET/fuzz/$host/release
  export FUZZ_BIN
}

# fuzz_one TARGET: ends with the runner's words «TARGET ok» or «TARGET failed»
fuzz_one() {
  local name=$1 host found=$TARGET/fuzz-found/$1 grown=$TARGET/fuzz-corpus/$1 log=$LOGS/fuzz-$1.log seeds=() runs
  host=$(rustc -vV | sed -n 's/^host: //p')
  mkdir -p "$found" "$grown"
  [ ! -d "fuzz/corpus/$name" ] || seeds+=("fuzz/corpus/$name")
  case $name in
    policy) seeds+=(assets/policies assets/calendar) ;;
    roster) seeds+=(assets/demo) ;;
  esac
  if "$TARGET/fuzz/$host/release/$name" "$grown" ${seeds[@]+"${seeds[@]}"} -max_total_time="$FUZZ_SECONDS" -timeout=20 \
    -rss_limit_mb=3072 -max_len=65536 -artifact_prefix="$found/" -print_final_stats=1 >"$log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    if [ -n "${JISHI_RELIABILITY:-}" ]; then
      mkdir -p "$JISHI_RELIABILITY"
      printf '| fuzz: %s, %s s | %s | 0 | 0 | 0 |\n' "$name" "$FUZZ_SECONDS" "${runs:-0}" >"$JISHI_RELIABILITY/fuzz-$name"
    fi
    echo "test $name ... ok (${runs:-0} inputs)"
  else
    tail -n 25 "$log"
    echo "test $name ... FAILED; try it again: $TARGET/fuzz/$host/release/$name $found/…"
    return 1
  fi
}

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
