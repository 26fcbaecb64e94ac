#!/usr/bin/env bash
# Makes the two fixtures of a migration, plain and sealed, out of those of the one before, with the debug build:
#
#   Tests/make-fixture.sh m0007-gifts 'couplet gift add dana-rob --by Rob "a book"' 'echo "It rained." | couplet …'
#
# The program migrates them as it would anybody's; then each line is run, to put something into what the migration has
# added. What is made is read back whole. Fixtures that were shipped stay as they are: the script takes no other's place.
set -euo pipefail
cd "$(dirname "$0")/.."

name=${1:?the name of a migration, as m0007-gifts}
shift
binary=$PWD/.build/debug/couplet
fixtures=$PWD/Tests/Fixtures/practices
[ -e "Schemas/migrations/$name.sql" ] || { echo "there is no Schemas/migrations/$name.sql" >&2; exit 1; }
before=$(for file in Schemas/migrations/*.sql; do basename "$file" .sql; done | sort | grep -B1 -x "$name" | head -1)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "four words and more" >"$folder/passphrase"
chmod 600 "$folder/passphrase"
export COUPLET_FILE=$folder/practice.couplet COUPLET_PASSPHRASE_FILE=$folder/passphrase
export COUPLET_DEBUG_CLOCK=2026-11-23T14:02:11Z TZ=UTC USER=ada HOME=$folder XDG_RUNTIME_DIR=$folder
couplet() { "$binary" "$@"; }

for kind in "" -sealed; do
  made=$fixtures/$name$kind.couplet
  [ ! -e "$made" ] || { echo "$made is there already" >&2; exit 1; }
  install -m 600 "$fixtures/$before$kind.couplet" "$COUPLET_FILE"
  couplet couple list >/dev/null
  [ -e "$COUPLET_FILE".before-* ] || { echo "the program has no migration after $before: build it" >&2; exit 1; }
  for line in "$@"; do eval "$line"; done
  couplet optimize >/dev/null
  couplet check --deep
  install -m 644 "$COUPLET_FILE" "$made"
  rm "$COUPLET_FILE"*
done
