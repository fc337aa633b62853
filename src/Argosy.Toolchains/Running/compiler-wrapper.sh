#!/bin/sh
# Records each call for the audit of compile commands, then executes the compiler.
{
  printf 'd%s\0' "$PWD"
  [ -z "${CPATH:-}" ] || printf 'eCPATH=%s\0' "$CPATH"
  [ -z "${C_INCLUDE_PATH:-}" ] || printf 'eC_INCLUDE_PATH=%s\0' "$C_INCLUDE_PATH"
  [ -z "${CPLUS_INCLUDE_PATH:-}" ] || printf 'eCPLUS_INCLUDE_PATH=%s\0' "$CPLUS_INCLUDE_PATH"
  [ -z "${LIBRARY_PATH:-}" ] || printf 'eLIBRARY_PATH=%s\0' "$LIBRARY_PATH"
  [ -z "${COMPILER_PATH:-}" ] || printf 'eCOMPILER_PATH=%s\0' "$COMPILER_PATH"
  for argument; do printf 'a%s\0' "$argument"; done
} >> @log@/$$
exec @compiler@ --sysroot=@sysroot@ @flags@"$@"
