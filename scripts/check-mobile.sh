#!/usr/bin/env bash
# Type-checks the app for Android and iOS.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/mobile.sh"

setup_mobile
failed=''
for triple in aarch64-linux-android aarch64-apple-ios; do
  step "check-$triple" check_phone "$triple" || failed+=" $triple"
done
[ -z "$failed" ] || die "The app does not check for:$failed"
