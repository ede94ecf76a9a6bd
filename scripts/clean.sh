#!/usr/bin/env bash
# Removes what was built. --tools also empties the cache of tools and photo fixtures.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
folders=("$TARGET" "$ROOT/node_modules")
case ${1:-} in
  '') ;;
  --tools) folders+=("$CACHE") ;;
  *) die "clean does not know \"$1\"; it knows --tools." ;;
esac
for folder in "${folders[@]}"; do
  [ -e "$folder" ] || continue
  say "Removing $folder"
  rm -rf "$folder"
done
