# shellcheck shell=bash
# How many tests a log tells of: count_tests LOG → "passed failed skipped", summed over all closing lines of
# cargo nextest, cargo test and node's test runner in it. "0 0 0" where there is none.
count_tests() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    function before(word,   n, parts, i) { # the number in front of a word
      n = split($0, parts, /[ ,;()]+/)
      for (i = 2; i <= n; i++) if (parts[i] == word) return parts[i - 1] + 0
      return 0
    }
    /Summary \[.*tests? run:/ {
      sub(/.*tests? run:/, "")
      passed += before("passed"); skipped += before("skipped")
      failed += before("failed") + before("timed") + before("exec")
    }
    /^test result: / { passed += before("passed"); failed += before("failed"); skipped += before("ignored") }
    /^(# |ℹ )pass [0-9]+$/ { passed += $NF }
    /^(# |ℹ )(fail|cancelled) [0-9]+$/ { failed += $NF }
    /^(# |ℹ )(skipped|todo) [0-9]+$/ { skipped += $NF }
    END { printf "%d %d %d\n", passed, failed, skipped }'
}
