#!/usr/bin/env bash
# rustc as cargo calls it for the fuzz targets (RUSTC_WRAPPER): coverage where inputs are read, and nowhere else. Counters
# in all that the server is made of would only be looked through after each input, and take long to build.
set -euo pipefail

# As cargo fuzz sets them, less the address sanitizer: what is fuzzed here is safe Rust.
coverage=(-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
  -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares)

crate=''
for ((i = 2; i < $#; i++)); do
  if [ "${!i}" = --crate-name ]; then
    i=$((i + 1))
    crate=${!i}
    break
  fi
done
# Programs that cargo runs while it builds are not for the target.
case " $* " in *' --target '*) ;; *) crate='' ;; esac
case $crate in
  jishi_core | jishi_server | answer | content | photo | policy | push | resize | roster | tus | video) ;;
  image | zune_jpeg | zune_core | png | gif | image_webp | weezl | fdeflate | miniz_oxide) ;;
  fast_image_resize | jpeg_encoder | infer) ;;
  serde_json | csv | csv_core | encoding_rs | toml_edit | toml_parser | winnow) ;;
  *) coverage=() ;;
esac
exec "$@" ${coverage[@]+"${coverage[@]}"}
