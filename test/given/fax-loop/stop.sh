#!/bin/bash
# Ends exactly what start.sh recorded under FOLDER, as long as it still is what was started, and removes FOLDER.
#   stop.sh FOLDER
set -u
folder=$(cd "$1" 2>/dev/null && pwd) || exit 0
tag=$(printf %s "$folder" | cksum | awk '{printf "%04d", $1 % 10000}')
ours() { tr '\0' ' ' < "/proc/$1/cmdline" 2>/dev/null | grep -qF "$folder/"; }
end() {
  local file id n
  for file in "$folder"/run/$1.pid; do
    [ -s "$file" ] || continue
    id=$(cat "$file"); ours "$id" || continue
    kill "$id" 2>/dev/null
    for n in $(seq 1 30); do ours "$id" || break; sleep 0.1; done
    ours "$id" && kill -9 "$id" 2>/dev/null
  done
}
# A call under way is a child of the queue's.
if [ -s "$folder/run/faxq.pid" ] && ours "$(cat "$folder/run/faxq.pid")"; then
  for child in $(cat "/proc/$(cat "$folder/run/faxq.pid")/task/"*/children 2>/dev/null); do kill "$child" 2>/dev/null; done
fi
end hfaxd; end faxq; end 'getty-*'; end 'modem-*'; end exchange
rm -f "/dev/ttyFX$tag"[oi]* "/var/lock/LCK..ttyFX$tag"[oi]*
rm -rf "$folder"
