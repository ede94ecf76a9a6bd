#!/usr/bin/env bash
# How fast it is, as ratios within one run: bench WHAT.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/build.sh"

# What Lighthouse says of the first visit on a slow phone, from the web app as the county gets it.
bench_page() {
  local port data server url report=$TARGET/lighthouse.json
  setup_web
  setup_browser
  build_native
  build_web web
  port=$(free_port) data=$(mktemp -d) url=http://127.0.0.1:$port
  "$SERVER" serve --port "$port" --data "$data" --web "$WEB" >"$LOGS/bench-server.log" 2>&1 &
  server=$!
  # shellcheck disable=SC2064 # as they are now
  trap "kill $server 2>/dev/null; rm -rf '$data'" EXIT
  page_up() { node -e 'fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$url/healthz"; }
  wait_for 60 page_up || die "The server did not start: $LOGS/bench-server.log"
  CHROME_PATH=$(chromium_path) npm exec --yes --package="lighthouse@$LIGHTHOUSE_VERSION" -- lighthouse "$url" --quiet \
    --output=json --output-path="$report" --chrome-flags="--headless=new --no-sandbox" || die "Lighthouse failed."
  node scripts/lib/lighthouse.mjs "$report"
}

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
  page) bench_page ;;
  *) die "bench knows: rules, server, sync, page." ;;
esac
