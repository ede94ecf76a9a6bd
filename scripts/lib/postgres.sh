# shellcheck shell=bash
# A PostgreSQL of our own for the tests: on a free port, in a temporary folder, gone afterwards.

postgres_bin() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
    [ -x "$folder/initdb" ] && { echo "$folder"; return 0; }
  done
  have initdb && dirname "$(command -v initdb)"
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if is_root; then runuser -u postgres -- "$@"; else "$@"; fi
}

# start_postgres: exports JISHI_TEST_POSTGRES
start_postgres() {
  local bin
  bin=$(postgres_bin) || { warn "PostgreSQL is missing: ./dev setup test"; return 1; }
  PG_BIN=$bin
  PG_DIR=$(mktemp -d /tmp/jishi-postgres.XXXXXX)
  PG_PORT=$(free_port)
  if is_root; then chown postgres "$PG_DIR"; fi
  as_postgres "$bin/initdb" -D "$PG_DIR/data" -U jishi -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$LOGS/postgres.log" 2>&1 &&
    # Durability is not what these tests ask of PostgreSQL.
    as_postgres "$bin/pg_ctl" -D "$PG_DIR/data" -w -t 60 -l "$PG_DIR/server.log" -o "-p $PG_PORT -h 127.0.0.1 -k '' \
      -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" start >>"$LOGS/postgres.log" 2>&1 ||
    { tail -n 20 "$LOGS/postgres.log" "$PG_DIR/server.log" 2>/dev/null; stop_postgres; return 1; }
  export JISHI_TEST_POSTGRES="postgres://jishi@127.0.0.1:$PG_PORT/postgres"
}

stop_postgres() {
  [ -n "${PG_DIR:-}" ] || return 0
  as_postgres "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$PG_DIR"
  PG_DIR=''
  unset JISHI_TEST_POSTGRES
}
