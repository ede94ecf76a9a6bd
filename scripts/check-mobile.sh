#!/usr/bin/env bash
# Type-checks the app for Android and iOS.
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
. "$ROOT/scripts/lib/setup.sh"
. "$ROOT/scripts/lib/mobile.sh"

setup_mobile
step check-mobile check_phones || die "The app does not check for ${PHONES[*]}."
