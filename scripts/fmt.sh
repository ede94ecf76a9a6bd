#!/usr/bin/env bash
# Formats all Rust code; with --check only says what it would change.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
needs_rust
exec cargo fmt --all "$@"
