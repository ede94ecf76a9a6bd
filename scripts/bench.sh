#!/usr/bin/env bash
# How fast it is, as ratios within one run: bench WHAT.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"

case ${1:-} in
  rules)
    setup_native
    cargo bench "${LOCKED[@]}" -p jishi-core --features policy-file --bench rules ;;
  server)
    setup_native
    cargo bench "${LOCKED[@]}" -p jishi-server --bench ranking ;;
  sync)
    setup_native
    cargo bench "${LOCKED[@]}" -p jishi-tests --bench sync ;;
  *) die "bench knows: rules, server, sync." ;;
esac
