// Over 300 lines: one protocol (IAX2) and the calls it carries, which no part could do without the others.
//
// A very small telephone exchange for tests.
//
// Software fax modems place their calls here over IAX2 (UDP, loopback only).
// An ordinary number is connected to the first free receiving line; a few
// reserved numbers behave like trouble on the telephone network. Once two
// modems are connected the exchange only renumbers the calls and passes every
// frame on untouched, so the fax session between them is a genuine one.
//
// usage: line-switch.mjs --port 4569 --line 4571 [--line 4572 ...]
//                        [--host 127.0.0.1] [--log calls.jsonl] [--cut-after 14]

import dgram from 'node:dgram'
import fs from 'node:fs'
import { parseArgs } from 'node:util'

const { values: opt } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '4569' },
    line: { type: 'string', multiple: true, default: [] },
    log: { type: 'string' },
    'cut-after': { type: 'string', default: '14' }, // seconds after answer; page data starts at about 12
    'noise-after': { type: 'string', default: '12' }, // seconds after answer
    noise: { type: 'string', default: '0.01' }, // share of spoiled audio frames
    'cooldown-ms': { type: 'string', default: '5300' }, // a modem refuses calls 5 s after hanging up
  },
})

const HOST = opt.host
const PORT = Number(opt.port)
const CUT_AFTER_MS = Number(opt['cut-after']) * 1000
const NOISE = Number(opt.noise)
const NOISE_AFTER_MS = Number(opt['noise-after']) * 1000
const COOLDOWN = Number(opt['cooldown-ms'])

// Numbers are matched by their ending, so +1 202 555 0171 and 5550171 agree.
const TROUBLE = {
  5550171: 'busy',
  5550172: 'no-answer',
  5550173: 'voice', // answered, but nobody sends fax tones
  5550174: 'rejected', // the network refuses the call
  5550175: 'cut', // real fax, the line drops part-way
  5550176: 'noisy', // real fax over a bad line
  5550177: 'busy-once', // busy at the first attempt, then connected
}

// --- IAX2 vocabulary -------------------------------------------------------
const T = { VOICE: 2, CONTROL: 4, IAX: 6 }
const CMD = {
  NEW: 1,
  PING: 2,
  PONG: 3,
  ACK: 4,
  HANGUP: 5,
  REJECT: 6,
  ACCEPT: 7,
  INVAL: 10,
  LAGRQ: 11,
  LAGRP: 12,
  VNAK: 18,
  POKE: 30,
}
const CTL = { RINGING: 3, ANSWER: 4, BUSY: 5 }
const IE = { CALLED: 1, CALLING: 2, NAME: 4, USER: 6, FORMAT: 9, CAUSE: 22, CAUSECODE: 42 }
const SLINEAR = 0x40

const ieStr = (id, s) => Buffer.concat([Buffer.from([id, Buffer.byteLength(s)]), Buffer.from(s)])
const ieU32 = (id, v) => {
  const b = Buffer.alloc(6)
  b[0] = id
  b[1] = 4
  b.writeUInt32BE(v >>> 0, 2)
  return b
}
const ieU8 = (id, v) => Buffer.from([id, 1, v])

function readIes(buf) {
  const out = {}
  for (let i = 12; i + 2 <= buf.length;) {
    const id = buf[i],
      len = buf[i + 1]
    out[id] = buf.subarray(i + 2, i + 2 + len)
    i += 2 + len
  }
  return out
}

// --- state -----------------------------------------------------------------
const sock = dgram.createSocket('udp4')
const lines = opt.line.map((p) => ({ port: Number(p), busyWith: null, freedAt: 0 }))
const legs = new Map() // "port/theirCallNo" -> leg
const byMine = new Map() // our call number -> leg
const seenOnce = new Set()
let nextNo = 1
let callSeq = 0

const log = (o) => {
  const rec = JSON.stringify({ at: new Date().toISOString(), ...o })
  console.log(rec)
  if (opt.log) fs.appendFileSync(opt.log, rec + '\n')
}

function newNumber() {
  do {
    nextNo = nextNo >= 32000 ? 1 : nextNo + 1
  } while (byMine.has(nextNo))
  return nextNo
}

function makeLeg(port, theirs, call) {
  const leg = { port, theirs, mine: newNumber(), call, peer: null }
  byMine.set(leg.mine, leg)
  if (theirs) legs.set(`${port}/${theirs}`, leg)
  return leg
}

const send = (buf, port) => sock.send(buf, port, HOST)

function full(leg, type, sub, { ts, oseq, iseq, data = Buffer.alloc(0) }) {
  const b = Buffer.alloc(12)
  b.writeUInt16BE(0x8000 | leg.mine, 0)
  b.writeUInt16BE(leg.theirs || 0, 2)
  b.writeUInt32BE(ts >>> 0, 4)
  b[8] = oseq & 255
  b[9] = iseq & 255
  b[10] = type
  b[11] = sub
  send(Buffer.concat([b, data]), leg.port)
}

// --- the exchange itself as one end of a call ------------------------------
class Endpoint {
  constructor(leg) {
    this.leg = leg
    this.oseq = 0
    this.iseq = 1
    this.start = Date.now()
    this.timers = []
    this.unacked = []
  }
  ts() {
    return Date.now() - this.start + 3
  }
  say(type, sub, data) {
    const frame = { type, sub, data, ts: this.ts(), oseq: this.oseq, tries: 0 }
    this.oseq = (this.oseq + 1) & 255
    this.unacked.push(frame)
    this.emit(frame)
  }
  emit(f) {
    full(this.leg, f.type, f.sub, { ts: f.ts, oseq: f.oseq, iseq: this.iseq, data: f.data })
    if (++f.tries < 5)
      this.after(700, () => {
        if (this.unacked.includes(f)) this.emit(f)
      })
  }
  ack(ts) {
    full(this.leg, T.IAX, CMD.ACK, { ts, oseq: this.oseq, iseq: this.iseq })
  }
  after(ms, fn) {
    this.timers.push(setTimeout(() => fn(), ms))
  }
  got(buf) {
    const ts = buf.readUInt32BE(4),
      oseq = buf[8],
      iseq = buf[9],
      type = buf[10],
      sub = buf[11]
    this.unacked = this.unacked.filter((f) => ((iseq - f.oseq) & 255) === 0 || ((iseq - f.oseq) & 255) > 128)
    if (type === T.IAX && (sub === CMD.ACK || sub === CMD.VNAK || sub === CMD.INVAL)) return
    if (oseq === this.iseq) this.iseq = (this.iseq + 1) & 255
    if (type === T.IAX && sub === CMD.PING)
      return full(this.leg, T.IAX, CMD.PONG, { ts, oseq: this.bump(), iseq: this.iseq })
    if (type === T.IAX && sub === CMD.LAGRQ)
      return full(this.leg, T.IAX, CMD.LAGRP, { ts, oseq: this.bump(), iseq: this.iseq })
    this.ack(ts)
    if (type === T.IAX && (sub === CMD.HANGUP || sub === CMD.REJECT)) endCall(this.leg.call, 'caller hung up')
  }
  bump() {
    const v = this.oseq
    this.oseq = (this.oseq + 1) & 255
    return v
  }
  stop() {
    this.timers.forEach(clearTimeout)
  }
}

function playTrouble(call, kind) {
  const ep = (call.endpoint = new Endpoint(call.a))
  if (kind === 'rejected') {
    ep.say(T.IAX, CMD.REJECT, Buffer.concat([ieStr(IE.CAUSE, 'Number not in service'), ieU8(IE.CAUSECODE, 1)]))
    return ep.after(1000, () => endCall(call, 'rejected'))
  }
  ep.say(T.IAX, CMD.ACCEPT, ieU32(IE.FORMAT, SLINEAR))
  ep.after(200, () => ep.say(T.CONTROL, CTL.RINGING))
  if (kind === 'busy') ep.after(800, () => ep.say(T.CONTROL, CTL.BUSY))
  if (kind === 'voice') {
    ep.after(1500, () => {
      ep.say(T.CONTROL, CTL.ANSWER)
      call.answeredAt = Date.now()
      ep.say(T.VOICE, SLINEAR, Buffer.alloc(320))
      const started = Date.now()
      const tick = setInterval(() => {
        const b = Buffer.alloc(324)
        b.writeUInt16BE(call.a.mine, 0)
        b.writeUInt16BE(ep.ts() & 0xffff, 2)
        send(b, call.a.port)
        if (Date.now() - started > 120000) {
          clearInterval(tick)
          ep.say(T.IAX, CMD.HANGUP, ieStr(IE.CAUSE, 'Normal Clearing'))
        }
      }, 20)
      ep.timers.push(tick)
    })
  }
  // 'no-answer' just keeps ringing; a modem that gives up may do so silently
  if (kind === 'no-answer') ep.after(90000, () => endCall(call, 'rang out'))
}

// --- connecting two modems -------------------------------------------------
function connect(call, newFrame, kind) {
  const line = lines.find((l) => !l.busyWith && Date.now() - l.freedAt >= COOLDOWN) || lines.find((l) => !l.busyWith)
  if (!line) {
    log({ call: call.id, event: 'all-lines-busy' })
    return playTrouble(call, 'busy')
  }
  line.busyWith = call
  call.line = line
  call.kind = kind
  const b = makeLeg(line.port, 0, call)
  call.b = b
  call.a.peer = b
  b.peer = call.a
  const wait = Math.max(0, line.freedAt + COOLDOWN - Date.now())
  // Acknowledge at once so the caller does not keep repeating its request.
  full(call.a, T.IAX, CMD.ACK, { ts: newFrame.readUInt32BE(4), oseq: 0, iseq: 1 })
  call.offer = setTimeout(() => {
    call.offered = true
    pass(call.a, newFrame)
  }, wait)
  log({ call: call.id, event: 'routed', line: line.port, waitMs: wait })
}

// Crackle loud enough to damage data, mild enough that the carrier survives.
function addNoise(call, frame) {
  if (!call.answeredAt || Date.now() - call.answeredAt < NOISE_AFTER_MS || Math.random() >= NOISE) return
  for (let i = 4; i + 1 < frame.length; i += 2) {
    const v = frame.readInt16BE(i) + Math.round((Math.random() - 0.5) * 8000)
    frame.writeInt16BE(Math.max(-32768, Math.min(32767, v)), i)
  }
}

function pass(from, buf) {
  const to = from.peer
  if (!to) return
  const out = Buffer.from(buf)
  if (buf[0] & 0x80) {
    out.writeUInt16BE(0x8000 | to.mine, 0)
    out.writeUInt16BE((buf.readUInt16BE(2) & 0x8000) | (to.theirs || 0), 2)
  } else {
    out.writeUInt16BE(to.mine, 0)
    if (from.call.kind === 'noisy') addNoise(from.call, out)
  }
  send(out, to.port)
}

function endCall(call, why) {
  if (call.ended) return
  call.ended = true
  clearTimeout(call.offer)
  clearTimeout(call.cut)
  if (call.line) {
    call.line.busyWith = null
    call.line.freedAt = Date.now()
  }
  log({
    call: call.id,
    event: 'ended',
    why,
    answered: !!call.answeredAt,
    seconds: Math.round((Date.now() - call.startedAt) / 100) / 10,
  })
  // Keep the numbers a little longer for late acknowledgements.
  setTimeout(() => {
    call.endpoint?.stop()
    for (const leg of [call.a, call.b])
      if (leg) {
        byMine.delete(leg.mine)
        legs.delete(`${leg.port}/${leg.theirs}`)
      }
  }, 3000)
}

// The exchange itself drops a connected call: tell both ends.
function cutCall(call) {
  for (const leg of [call.a, call.b]) {
    full(leg, T.IAX, CMD.HANGUP, {
      ts: leg.lastTs + 20,
      oseq: leg.peer.next ?? 0,
      iseq: leg.next ?? 0,
      data: ieStr(IE.CAUSE, 'Network out of order'),
    })
  }
  endCall(call, 'line cut')
}

function incomingNew(buf, port) {
  const theirs = buf.readUInt16BE(0) & 0x7fff
  if (legs.has(`${port}/${theirs}`)) return // repeated request
  const ies = readIes(buf)
  const text = (id) => ies[id]?.toString() ?? ''
  const call = { id: ++callSeq, startedAt: Date.now() }
  call.a = makeLeg(port, theirs, call)
  const number = text(IE.CALLED).replace(/\D/g, '')
  let kind = 'line'
  for (const [ending, what] of Object.entries(TROUBLE)) if (number.endsWith(ending)) kind = what
  if (kind === 'busy-once') {
    kind = seenOnce.has(number) ? 'line' : 'busy'
    if (!seenOnce.delete(number)) seenOnce.add(number)
  }
  log({ call: call.id, event: 'dialled', number, from: text(IE.CALLING), name: text(IE.NAME), kind })
  if (kind === 'line' || kind === 'cut' || kind === 'noisy') connect(call, Buffer.from(buf), kind)
  else playTrouble(call, kind)
}

sock.on('message', (buf, from) => {
  if (from.address !== HOST || buf.length < 4) return
  const isFull = (buf[0] & 0x80) !== 0
  if (!isFull) {
    const leg = legs.get(`${from.port}/${buf.readUInt16BE(0)}`)
    if (leg && leg.peer && !leg.call.ended) pass(leg, buf)
    return
  }
  if (buf.length < 12) return
  const theirs = buf.readUInt16BE(0) & 0x7fff
  const toMine = buf.readUInt16BE(2) & 0x7fff
  const type = buf[10],
    sub = buf[11]
  let leg = legs.get(`${from.port}/${theirs}`)
  if (!leg && toMine) {
    const cand = byMine.get(toMine) // first word from the called line
    if (cand && cand.port === from.port && !cand.theirs) {
      cand.theirs = theirs
      legs.set(`${from.port}/${theirs}`, cand)
      leg = cand
    }
  }
  if (!leg) {
    if (type === T.IAX && sub === CMD.NEW) return incomingNew(buf, from.port)
    return // nothing we know about
  }
  const call = leg.call
  if (leg.peer) {
    // sequence numbers in use, needed only if the exchange cuts the call
    leg.lastTs = buf.readUInt32BE(4)
    leg.peer.lastTs = Math.max(leg.peer.lastTs || 0, leg.lastTs)
    if (!(type === T.IAX && sub === CMD.ACK)) leg.next = (buf[8] + 1) & 255
  }
  if (call.endpoint) return call.endpoint.got(buf)
  if (type === T.IAX && sub === CMD.NEW) return // repeated request of a routed call
  if (leg === call.a && !call.offered) {
    if (type === T.IAX && (sub === CMD.HANGUP || sub === CMD.REJECT)) endCall(call, 'caller gave up')
    return
  }
  if (type === T.CONTROL && sub === CTL.ANSWER && leg === call.b && !call.answeredAt) {
    call.answeredAt = Date.now()
    log({ call: call.id, event: 'answered', line: call.line.port })
    if (call.kind === 'cut') call.cut = setTimeout(() => cutCall(call), CUT_AFTER_MS)
  }
  pass(leg, buf)
  if (type === T.IAX && (sub === CMD.HANGUP || sub === CMD.REJECT)) {
    endCall(call, leg === call.a ? 'caller hung up' : sub === CMD.REJECT ? 'line refused' : 'called side hung up')
  }
})

sock.bind(PORT, HOST, () => log({ event: 'ready', host: HOST, port: PORT, lines: lines.map((l) => l.port) }))
for (const s of ['SIGTERM', 'SIGINT'])
  process.on(s, () => {
    log({ event: 'stopped' })
    process.exit(0)
  })
