# shellcheck shell=bash
# Debian packages, installed by group and only when missing.

# debian_missing PACKAGE…: those of them that are not installed
debian_missing() {
  local package status
  for package in "$@"; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) || status=''
    case $status in *' installed') ;; *) echo "$package" ;; esac
  done
}

as_root() {
  if is_root; then "$@"; elif have sudo; then sudo "$@"; else
    die "Installing needs root, and sudo is not here. As root: apt-get install $*"
  fi
}

# debian_install WHY PACKAGE…
debian_install() {
  local why=$1 missing
  shift
  if ! is_debian; then
    note "Not Debian: for $why, install what corresponds to: $*"
    return 0
  fi
  mapfile -t missing < <(debian_missing "$@")
  [ ${#missing[@]} -eq 0 ] && return 0
  say "Installing for $why: ${missing[*]}"
  is_root || have sudo || die "Installing needs root, and sudo is not here. As root: apt-get install --no-install-recommends ${missing[*]}"
  step setup-apt-update as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq ||
    warn "apt-get update failed; trying with the lists that are there."
  step "setup-apt-${why// /-}" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" ||
    die "Installing ${missing[*]} failed; the lines above say why."
}
