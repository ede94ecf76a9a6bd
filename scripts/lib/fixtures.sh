# shellcheck shell=bash
# Photos from real cameras and broken ones, for the media tests: those that Pillow tests itself with. They come from
# Pillow's source archive, by name and version through pip, into the cache; none of them is in this repository. Videos
# are made on the spot, with the encoder that PyAV brings.

# setup_fixtures: exports JISHI_PHOTO_FIXTURES and JISHI_VIDEO_FIXTURES, folders of images and videos; fails, with a
# sentence, when they can't be had
setup_fixtures() {
  local folder=$CACHE/fixtures/pillow-$PILLOW_VERSION clips=$CACHE/fixtures/clips-$PYAV_VERSION-1
  if [ ! -f "$folder/.complete" ]; then
    if ! python3 -m pip --version >/dev/null 2>&1 && is_debian; then debian_install "pip" python3-pip; fi
    python3 -m pip --version >/dev/null 2>&1 || { warn "The photo fixtures need python3 with pip."; return 1; }
    step setup-photo-fixtures fetch_fixtures "$folder" || return 1
  fi
  if [ ! -f "$clips/.complete" ]; then
    step setup-video-fixtures make_clips "$clips" || return 1
  fi
  export JISHI_PHOTO_FIXTURES=$folder/images JISHI_VIDEO_FIXTURES=$clips
}

fetch_fixtures() {
  local folder=$1 work
  mkdir -p "$(dirname "$folder")"
  work=$(mktemp -d "$folder.XXXXXX")
  # --no-binary: the wheels leave the images out. pip asks the package for its metadata, hence half a minute.
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary pillow --no-cache-dir \
    --dest "$work" "pillow==$PILLOW_VERSION" &&
    tar -xzf "$work/pillow-$PILLOW_VERSION.tar.gz" -C "$work" "pillow-$PILLOW_VERSION/Tests/images" &&
    mv "$work/pillow-$PILLOW_VERSION/Tests/images" "$work/images" &&
    rm -rf "$work/pillow-$PILLOW_VERSION" "$work/pillow-$PILLOW_VERSION.tar.gz" &&
    touch "$work/.complete" && rm -rf "$folder" && mv "$work" "$folder" && return 0
  rm -rf "$work"
  echo "Pillow $PILLOW_VERSION's source archive could not be had from pip."
  return 1
}

make_clips() {
  local folder=$1 work
  work=$(mktemp -d "$folder.XXXXXX")
  python3 -m pip install --quiet --disable-pip-version-check --no-deps --no-cache-dir --root-user-action ignore \
    --target "$work/lib" "av==$PYAV_VERSION" &&
    PYTHONPATH=$work/lib python3 "$ROOT/scripts/lib/clips.py" "$work" && rm -rf "${work:?}/lib" &&
    touch "$work/.complete" && rm -rf "$folder" && mv "$work" "$folder" && return 0
  rm -rf "$work"
  echo "PyAV $PYAV_VERSION could not be had from pip, or made no videos."
  return 1
}

# setup_clients: exports JISHI_PYTHON_CLIENTS, a folder of Python packages that speak to the server as strangers do
setup_clients() {
  local folder=$CACHE/clients/tuspy-$TUSPY_VERSION-schemathesis-$SCHEMATHESIS_VERSION
  if [ ! -f "$folder/.complete" ]; then
    if ! python3 -m pip --version >/dev/null 2>&1 && is_debian; then debian_install "pip" python3-pip; fi
    step setup-clients fetch_clients "$folder" || return 1
  fi
  export JISHI_PYTHON_CLIENTS=$folder
}

fetch_clients() {
  local folder=$1 work
  mkdir -p "$(dirname "$folder")"
  work=$(mktemp -d "$folder.XXXXXX")
  python3 -m pip install --quiet --disable-pip-version-check --no-cache-dir --root-user-action ignore \
    --target "$work" "tuspy==$TUSPY_VERSION" "schemathesis==$SCHEMATHESIS_VERSION" &&
    touch "$work/.complete" && rm -rf "$folder" && mv "$work" "$folder" && return 0
  rm -rf "$work"
  echo "tuspy and schemathesis could not be had from pip."
  return 1
}
