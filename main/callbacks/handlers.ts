/** Setting the public door up, trying it, and what belongs to one line of it. Keys go in and never come out. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { CallbackLine, CallbacksView } from '#app/contract/callbacks.ts'
import type { Parsed } from '#app/contract/index.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { LineId } from '#app/domain/ids.ts'
import { callbackKinds, type CallbackKind } from '#app/domain/line-kinds/callbacks.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Act, Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import type { Line } from '../lines/line.ts'
import type { Chance } from '../ports.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { changeLine, findLine, type LineRecord } from '../store/lines.ts'
import type { WriteStore } from '../store/store.ts'
import { probe, type ProbeParts } from './probe.ts'
import type { PublicDoor } from './public-door.ts'
import { callbackSetupSetting, callbackWaysSetting, type CallbackSetup, type LineWay } from './setting.ts'
import type { Tally } from './tally.ts'

export type CallbackHandlerParts = Omit<ProbeParts, 'door'> & {
  readonly door: PublicDoor
  readonly tally: Tally
  readonly lines: readonly Line[]
  readonly chance: Chance
  readonly publish: Publish
  /** Takes in a line as it is stored now. */
  readonly takeIn: (record: LineRecord) => void
}

type Names = 'callbacks.read' | 'callbacks.change' | 'callbacks.test' | 'callbacks.rotate' | 'callbacks.key'

export function createCallbackHandlers(parts: CallbackHandlerParts): Share<Names> {
  const { door, publish } = parts

  /** Takes in what is on disk now. */
  async function applied(done: Outcome<readonly LineRecord[]>, act: Act): Promise<Outcome<CallbacksView>> {
    if (!done.ok) return done
    await door.apply()
    done.value.forEach(parts.takeIn)
    publish({ name: 'lines.changed', payload: {} })
    return ok(viewOf(parts, act.at))
  }

  const ofLine = async (
    id: LineId,
    act: Act,
    change: (way: LineWay) => LineWay,
    details: { readonly what: string },
  ) => {
    if (!callersAmong(parts.lines, act.at).some(({ line }) => line.id === id)) return notFound
    const done = await act.commit(async (tx) => {
      const ways = await readSetting(tx, callbackWaysSetting)
      const lines = { ...ways.lines, [id]: change(ways.lines[id] ?? { turn: 0 }) }
      await writeSetting(tx, callbackWaysSetting, { ...ways, lines })
      return ok({ subject: id, details, value: [] })
    })
    return applied(done, act)
  }

  return {
    'callbacks.read': async (_, act) => ok(viewOf(parts, act.at)),
    'callbacks.change': async (input, act) => {
      const setup = setupOf(input, door.setup())
      if (!setup) return fail({ code: 'invalid', issues: ['certificate'] })
      const done = await act.commit(async (tx) => {
        await writeSetting(tx, callbackSetupSetting, setup)
        await needsSecret(tx, parts.chance)
        const value = await judgedAnew(tx, parts.lines, setup.kind !== 'off')
        const details = {
          kind: setup.kind,
          ...(setup.kind === 'off' ? {} : { port: setup.port, minutes: setup.minutes }),
          ...(value.length === 0 ? {} : { lines: value.map(({ id }) => id).join(' ') }),
        }
        return ok({ details, value })
      })
      return applied(done, act)
    },
    'callbacks.test': async (_, act) => {
      const reach = await probe(parts)
      act.about({ details: { result: reach.reached } })
      return ok(reach)
    },
    'callbacks.rotate': ({ id }, act) =>
      ofLine(id, act, (way) => ({ ...way, turn: way.turn + 1 }), { what: 'address' }),
    'callbacks.key': ({ id, key }, act) => {
      const line = callersAmong(parts.lines, act.at).find((each) => each.line.id === id)
      if (line?.entry.proof !== 'signature') return Promise.resolve(notFound)
      const what = key === null ? 'key forgotten' : 'key entered'
      return ofLine(id, act, ({ turn }) => ({ turn, ...(key === null ? {} : { key }) }), { what })
    },
  }
}

/** The secret all addresses are made from, once. */
async function needsSecret(tx: WriteStore, chance: Chance): Promise<void> {
  const ways = await readSetting(tx, callbackWaysSetting)
  if (ways.secret === '')
    await writeSetting(tx, callbackWaysSetting, { ...ways, secret: chance.bytes(32).toString('base64url') })
}

/**
 * Lines whose services fetch are stopped from the moment there is no public address, and not by it once there is one. What
 * else their last check found stays as it was. Answers the lines that changed.
 */
async function judgedAnew(tx: WriteStore, lines: readonly Line[], open: boolean): Promise<readonly LineRecord[]> {
  const changed: LineRecord[] = []
  for (const { id } of lines.filter(({ capabilities }) => capabilities.fetches)) {
    const check = (await findLine(tx, id))?.check
    const others = check?.findings.filter(({ finding }) => finding !== noAddress.finding) ?? []
    const findings = open ? others : [...others, noAddress]
    if (check && check.findings.length !== findings.length)
      changed.push(await changeLine(tx, id, { check: { at: check.at, findings } }))
  }
  return changed
}

const noAddress: Finding = { finding: 'no-public-address', verdict: 'stop' }

/** Undefined where certificate and key are missing or are not of each other. */
function setupOf(input: Parsed<'callbacks.change'>, before: CallbackSetup): CallbackSetup | undefined {
  if (input.kind === 'off') return { kind: 'off' }
  const { port, minutes } = input
  const publicAddress = input.publicAddress.replace(/\/$/, '')
  if (input.kind === 'proxy') return { kind: 'proxy', port, minutes, publicAddress }
  const { host, pair = before.kind === 'tls' ? before : undefined } = input
  if (!pair || !certificateOf(pair)) return undefined
  const { certificate, key } = pair
  return { kind: 'tls', host, port, minutes, publicAddress, certificate, key }
}

type Pair = { readonly certificate: string; readonly key: string }

/** The certificate, where the key is its own. */
function certificateOf({ certificate, key }: Pair): X509Certificate | undefined {
  try {
    const parsed = new X509Certificate(certificate)
    return parsed.checkPrivateKey(createPrivateKey(key)) ? parsed : undefined
  } catch {
    return undefined
  }
}

type Caller = { readonly line: Line; readonly entry: CallbackKind }

const callersAmong = (lines: readonly Line[], now: number): readonly Caller[] =>
  lines.flatMap((line) => {
    const entry = line.kind === 'training' ? undefined : callbackKinds[line.kind]
    return entry && line.standing(now) !== 'removed' ? [{ line, entry }] : []
  })

function viewOf({ door, tally, lines }: CallbackHandlerParts, now: number): CallbacksView {
  const setup = door.setup()
  return {
    setup: shown(setup),
    standing: door.standing(),
    lines: callersAmong(lines, now).map((caller) => lineView(door, tally, caller)),
    needed: lines.filter(({ capabilities }) => capabilities.fetches).map(({ name }) => name),
    strangers: tally.of('').refused,
  }
}

function shown(setup: CallbackSetup): CallbacksView['setup'] {
  if (setup.kind !== 'tls') return setup
  const { kind, host, port, publicAddress, minutes } = setup
  const ends = Date.parse(certificateOf(setup)?.validTo ?? '')
  return { kind, host, port, publicAddress, minutes, until: Number.isFinite(ends) ? ends : 0 }
}

function lineView(door: PublicDoor, tally: Tally, { line, entry }: Caller): CallbackLine {
  const on = door.setup().kind !== 'off'
  return {
    id: line.id,
    name: line.name,
    proof: entry.proof,
    named: entry.named,
    received: entry.received,
    ...(on ? { address: door.ways.address(line, door.publicAddress()) } : {}),
    keyKept: door.ways.key(line.id) !== undefined,
    ...tally.of(line.id),
  }
}
