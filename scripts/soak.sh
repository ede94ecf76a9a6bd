#!/usr/bin/env bash
# The village of the model, with another seed each time, for as long as is asked. A failure names its seed.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/postgres.sh"

minutes=30
while [ $# -gt 0 ]; do
  case $1 in
    --minutes) minutes=${2:-}; shift ;;
    *) die "soak does not know \"$1\"; it knows --minutes N." ;;
  esac
  shift || die "--minutes wants a number."
done

# soak: seeds from the clock, so that no two runs are the same
soak() {
  local until=$((SECONDS + minutes * 60)) seed runs=0
  while [ $SECONDS -lt $until ]; do
    seed=$(date +%s)
    echo "JISHI_MODEL_SEED=$seed"
    JISHI_MODEL_SEED=$seed cargo test "${LOCKED[@]}" --quiet --workspace --test model || return 1
    runs=$((runs + 1))
  done
  echo "$runs runs of 15,000 steps, every one as it should be"
}

setup_native
setup_postgres
trap stop_postgres EXIT
start_postgres || die "The half of it on PostgreSQL needs one: $LOGS/postgres.log"
STEP_TAIL=30 step soak soak
tail -n 1 "$LOGS/soak.log"
