#!/usr/bin/env bash
# Formats all Rust code; with --check only says what it would change.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
needs_rust
cargo fmt --all "$@"
exec cargo fmt --manifest-path fuzz/Cargo.toml "$@"
