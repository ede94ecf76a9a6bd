#!/usr/bin/env bash
# Installs what is missing. Without arguments everything; with names (native web run browser postgres desktop mobile
# fixtures test) only what those need.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/fixtures.sh"

[ $# -gt 0 ] || set -- test
for part in "$@"; do
  case $part in
    native) setup_native ;;
    web | run) setup_web ;;
    browser) setup_browser ;;
    postgres) setup_postgres ;;
    desktop) setup_desktop; setup_xvfb ;;
    mobile | check-mobile) setup_mobile ;;
    fixtures) setup_fixtures || true ;;
    test | all)
      setup_web
      setup_browser
      setup_postgres
      setup_desktop
      setup_xvfb
      setup_mobile
      setup_fixtures || true ;;
    *) die "setup does not know \"$part\"; it knows: native web run browser postgres desktop mobile fixtures test." ;;
  esac
done
say "${green}✓${plain} Everything for $* is here."
