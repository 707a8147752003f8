#!/bin/bash
# A real fax server with a real, but wholly virtual, telephone line: HylaFAX dials with software modems (iaxmodem) over
# a small exchange (exchange.mjs) on this machine, and receives its own faxes again.
#
#   start.sh FOLDER     installs what is missing (Debian, root), starts everything under FOLDER, waits until it is ready
#
# LOOP_PORT, LOOP_USER, LOOP_PASSWORD, LOOP_OUT (sending lines), LOOP_IN (receiving lines) and LOOP_NODE must be set.
# FOLDER must be one the `uucp` account can enter. Nothing of it is a service: stop.sh ends all of it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
fail() { echo "fax loop: $*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail 'must run as root'
mkdir -p "$1"; folder=$(cd "$1" && pwd)
run=$folder/run spool=$folder/spool modems=$folder/modems log=$folder/log
# Device names and UDP ports of several loops must not meet.
tag=$(printf %s "$folder" | cksum | awk '{printf "%04d", $1 % 10000}')
base=$((20000 + 10#$tag))

# --- packages: the server's installer asks questions without /etc/services, and must start no service ---------------
installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
missing=()
for name in hylafax-server hylafax-client iaxmodem ghostscript libtiff-tools iproute2; do
  installed "$name" || missing+=("$name")
done
if [ ${#missing[@]} -gt 0 ]; then
  # HylaFAX wants some mail program; the plainest one has no daemon, and none of ours is ever called.
  dpkg-query -W -f='${Provides} ${Status}\n' | grep -q 'mail-transport-agent.*ok installed' || missing+=(msmtp-mta)
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' > $policy; chmod 755 $policy
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  apt() { DEBIAN_FRONTEND=noninteractive timeout 900 apt-get -o DPkg::Lock::Timeout=300 "$@" >> "$folder/apt.log" 2>&1 < /dev/null; }
  apt update -qq || fail "no packages; see $folder/apt.log"
  installed netbase || apt install -y -qq --no-install-recommends netbase
  grep -qw '^hylafax' /etc/services || printf 'hylafax\t\t4559/tcp\nsnpp\t\t444/tcp\n' >> /etc/services
  apt install -y -qq --no-install-recommends "${missing[@]}" || fail "no packages; see $folder/apt.log"
fi

# --- spool ------------------------------------------------------------------------------------------------------
mkdir -p "$run" "$modems" "$log"
for name in archive bin client config dev docq doneq etc info log pollq recvq sendq status tmp; do mkdir -p "$spool/$name"; done
chmod 755 "$folder" "$run" "$modems" "$log"
cp -a /var/spool/hylafax/bin/. "$spool/bin/"
cp -a /etc/hylafax/. "$spool/etc/"
rm -f "$spool/etc/hyla.conf"
setpriv --reuid=uucp --regid=uucp --clear-groups test -x "$folder" || fail "uucp cannot enter $folder"
# No mail leaves the machine.
printf '#!/bin/sh\nexit 0\n' > "$spool/bin/say-nothing"; chmod 755 "$spool/bin/say-nothing"

dialling() {
  printf '%s\n' 'CountryCode: 1' 'AreaCode: 202' 'LongDistancePrefix: 1' 'InternationalPrefix: 011' \
    'DialStringRules: etc/dialrules' 'ServerTracing: 1' 'PollLockWait: 1'
}
{ dialling; printf '%s\n' 'SendFaxCmd: /usr/lib/hylafax/bin/faxsend' 'NotifyCmd: bin/say-nothing' \
    "ModemGroup: \"any:^ttyFX${tag}o\"" 'JobReqOther: 8' "MaxConcurrentCalls: $LOOP_OUT"; } > "$spool/etc/config"
server_modem() { # number, name, rings before it answers
  dialling
  printf '%s\n' "FAXNumber: $1" "LocalIdentifier: \"$2\"" "RingsBeforeAnswer: $3" 'RecvFileMode: 0644' \
    'DeviceMode: 0660' 'SpeakerVolume: off' 'FaxRcvdCmd: bin/say-nothing' 'TagLineFont: etc/lutRS18.pcf' \
    'TagLineFormat: "From %%l|%c|Page %%P of %%T"' 'MaxRecvPages: 200' 'ModemType: Class1' \
    'Class1AdaptRecvCmd: AT+FAR=1' 'Class1TMConnectDelay: 400' 'ModemResetCmds: AT+VCID=1' 'ModemResetDelay: 50' \
    'ModemSoftResetCmdDelay: 50' 'ModemDTRDropDelay: 20' 'PollModemWait: 1'
}
soft_modem() { # device, port, name, number
  printf '%s\n' "device $1" 'owner uucp:uucp' 'mode 660' "port $2" 'refresh 0' "server 127.0.0.1:$base" \
    "peername $3" 'secret none' "cidname Fax loop" "cidnumber $4" 'codec slinear'
}
names=(); devices=()
for n in $(seq 1 "$LOOP_OUT"); do
  names+=("out$n"); devices+=("ttyFX${tag}o$n")
  server_modem "+1.202.555.010$n" 'Sending side' 0 > "$spool/etc/config.ttyFX${tag}o$n"
  soft_modem "/dev/ttyFX${tag}o$n" $((base + n)) "out$n" "202555010$n" > "$modems/out$n"
done
answering=()
for n in $(seq 1 "$LOOP_IN"); do
  names+=("in$n"); devices+=("ttyFX${tag}i$n"); answering+=(--line $((base + 20 + n)))
  server_modem "+1.202.555.012$n" 'Receiving side' 1 > "$spool/etc/config.ttyFX${tag}i$n"
  soft_modem "/dev/ttyFX${tag}i$n" $((base + 20 + n)) "in$n" "202555012$n" > "$modems/in$n"
done
perl -e 'print "^$ENV{LOOP_USER}\@:101:", crypt($ENV{LOOP_PASSWORD}, "\$6\$faxdeskloop\$"), ":\n"' > "$spool/etc/hosts.hfaxd"
printf 'ServerTracing: 1\n' > "$spool/etc/hfaxd.conf"
chown -R uucp:uucp "$spool"; chown -R root:root "$spool/bin"
chmod 600 "$spool/etc/hosts.hfaxd"; chmod 1777 "$spool/tmp"; chmod 755 "$spool"

# --- exchange and modems, in a network of their own: the modems listen on every address there is ---------------------
cat > "$run/telephone.sh" <<TELEPHONE
ip link set lo up
setsid $LOOP_NODE $here/exchange.mjs --cut-after 22 --port $base ${answering[@]} --log $log/calls.jsonl > $log/exchange.log 2>&1 < /dev/null &
echo \$! > $run/exchange.pid
for name in ${names[@]}; do
  setsid stdbuf -oL iaxmodem ../..$modems/\$name > $log/modem-\$name.log 2>&1 < /dev/null &
  echo \$! > $run/modem-\$name.pid
done
TELEPHONE
unshare --net bash "$run/telephone.sh" || fail 'no network namespace can be made here'

# --- fax server ---------------------------------------------------------------------------------------------------
begin() { local name=$1; shift; setsid "$@" > "$log/$name.log" 2>&1 < /dev/null & echo $! > "$run/$name.pid"; }
within() { local turns=$1 n; shift; for n in $(seq 1 "$turns"); do "$@" 2> /dev/null && return 0; sleep 0.1; done; return 1; }
for device in "${devices[@]}"; do within 50 test -e "/dev/$device" || fail "no modem $device; see $log"; done
begin faxq faxq -D -q "$spool"
within 50 test -p "$spool/FIFO" || fail "no queue; see $log"
begin hfaxd hfaxd -d -q "$spool" -l 127.0.0.1 -i "$LOOP_PORT"
for n in "${!devices[@]}"; do begin "getty-${names[n]}" faxgetty -q "$spool" "${devices[n]}"; done
ready() {
  local device
  for device in "${devices[@]}"; do grep -qs 'Running and idle' "$spool/status/$device" || return 1; done
  (exec 3<>"/dev/tcp/127.0.0.1/$LOOP_PORT" && printf 'QUIT\r\n' >&3 && grep -q '^221' <&3)
}
within 300 ready || fail "the fax server did not become ready; see $log"
