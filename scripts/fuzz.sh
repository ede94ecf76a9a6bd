#!/usr/bin/env bash
# Feeds every decoder of foreign bytes with what libFuzzer makes of the seeds in fuzz/corpus; what it finds on the way is
# kept in target/fuzz-corpus. What breaks a decoder is left in target/fuzz-found, with the way to try it again.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/fuzz.sh"

targets=()
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) FUZZ_SECONDS=${2:-}; shift ;;
    --*) die "fuzz does not know \"$1\"; it knows --seconds N and the names of targets." ;;
    *) targets+=("$1") ;;
  esac
  shift || die "--seconds wants a number."
done
setup_native
step fuzz-build build_fuzz || die "The fuzz targets do not build."
step fuzz run_fuzz ${targets[@]+"${targets[@]}"}
