#!/usr/bin/env bash
# Builds the web app into target/web: the modules, bound, shrunk, named by their content, compressed.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/build.sh"

profile=web
while [ $# -gt 0 ]; do
  case $1 in
    --dev) profile=web-dev ;;
    *) die "web does not know \"$1\"; it knows --dev." ;;
  esac
  shift
done
setup_web
build_native
build_web $profile
