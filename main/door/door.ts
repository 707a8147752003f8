/**
 * The door: the one entrance from the page. It judges in this order: operation known → unlocked → one-time codes set up
 * where they must be → right → shape → proven who it is, for risky acts → handler → audit entry. (Who is speaking is judged before, in `main/electron/ipc.ts`, and handed in as `trusted`.)
 * Refusals are recorded too. Nothing thrown crosses it: trouble with the store has a name, a bug becomes an incident
 * number that the log explains. No other file may call a handler.
 */
import { contract, type OperationName } from '#app/contract/index.ts'
import type { Operation } from '#app/contract/operation.ts'
import { fail, ok, type Fault, type Outcome } from '#app/domain/outcome.ts'
import type { AuditOutcome } from '#app/domain/record/audit.ts'
import type { AuditWriter } from '../audit/writer.ts'
import type { Chance, Clock, Log } from '../ports.ts'
import type { Store, WriteStore } from '../store/store.ts'
import { storeTrouble } from '../store/trouble.ts'
import type { Act, Actor, Committed, Handlers, Remark } from './handler.ts'

/** Who is at the desk now. `session` distinguishes one sign-in from the next. */
export type Presence =
  | {
      readonly actor: Actor
      readonly session: string
      /** When the person last proved that it is they (epoch ms): at sign-in, or asked again. */
      readonly provenAt: number
      /** They must set up one-time codes before anything else is answered. */
      readonly codesDue: boolean
    }
  | undefined

/** How long a proof holds: long enough to add two people, too short to be found by whoever passes the desk. */
export const proofHoldsMs = 2 * 60_000

/** The record and the store, once they are open. */
export type Ledger = { readonly store: Store; readonly audit: AuditWriter }

export type DoorParts = {
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly presence: () => Presence
  readonly ledger: () => Ledger | undefined
  /** Operations that write their own entries, refusals included, because the store may be closed when they begin. */
  readonly selfRecorded: readonly OperationName[]
  /** Undefined for operations whose rooms are not open. */
  readonly handler: <N extends OperationName>(name: N) => Handlers[N] | undefined
}

export type Door = {
  /**
   * Answers one call of the page.
   * @param name anything at all; @param input anything at all; @param trusted whether our own page is speaking
   * @returns an outcome, always; never throws
   */
  readonly call: (name: unknown, input: unknown, trusted: boolean) => Promise<Outcome<unknown>>
}

type AnyHandler = (input: unknown, act: Act) => Promise<Outcome<unknown>>

export function createDoor(parts: DoorParts): Door {
  const seen = new Set<string>()

  async function call(name: unknown, input: unknown, trusted: boolean): Promise<Outcome<unknown>> {
    const known = operationNamed(name)
    const presence = parts.presence()
    if (!trusted) return refuse(known, presence, { code: 'forbidden', needs: 'own-page' })
    if (!known) return refuse(known, presence, presence ? { code: 'unknown-operation' } : { code: 'locked' })
    const operation: Operation = contract[known]
    const refusal = judge(operation, presence)
    if (refusal) return refuse(known, presence, refusal)
    const parsed = parse(operation.input, input)
    if (!parsed.ok) return refuse(known, presence, parsed.fault)
    if (risky(operation, parsed.value) && !proven(presence, parts.clock.now()))
      return refuse(known, presence, { code: 'proof-needed' })
    return handle(known, operation, parsed.value, presence)
  }

  async function refuse(known: OperationName | undefined, presence: Presence, fault: Fault): Promise<Outcome<never>> {
    const action = known ?? 'door.unknown'
    try {
      await record(undefined, action, presence, 'refused', { details: { fault: fault.code } })
    } catch (error) {
      incident(action, error)
    }
    return fail(fault)
  }

  async function handle(name: OperationName, operation: Operation, input: unknown, presence: Presence) {
    const entry = entryOf(name, operation, presence)
    try {
      const handler = parts.handler(name) as AnyHandler | undefined
      if (!handler) return fail({ code: 'locked' })
      const outcome = await handler(input, entry.act)
      if (!parts.selfRecorded.includes(name)) await settle(name, operation, presence, outcome, entry)
      // A handler that answers another shape than it promised is a bug, and what it would have told is not.
      return outcome.ok ? ok(operation.output.parse(outcome.value)) : outcome
    } catch (error) {
      return broken(name, presence, error)
    }
  }

  /** Writes the entry of a call that wrote none itself: refusals, and acts that changed nothing. */
  async function settle(
    name: OperationName,
    operation: Operation,
    presence: Presence,
    outcome: Outcome<unknown>,
    entry: ReturnType<typeof entryOf>,
  ) {
    const { subject } = entry.remark()
    const about = subject === undefined ? {} : { subject }
    if (!outcome.ok)
      return record(undefined, name, presence, 'refused', { ...about, details: { fault: outcome.fault.code } })
    if (!entry.committed() && due(name, operation, presence))
      return record(undefined, name, presence, 'done', entry.remark())
  }

  /** The act handed to a handler, and what became of it. */
  function entryOf(name: OperationName, operation: Operation, presence: Presence) {
    let remark: Remark = {}
    let committed = false
    const commit: Act['commit'] = async (work) => {
      const ledger = parts.ledger()
      if (!ledger) return fail({ code: 'locked' })
      if (committed) throw new TypeError(`${name} committed twice`)
      const outcome = await keepOrDrop(ledger.store, async (tx) => {
        const done = await work(tx)
        if (done.ok && (operation.audit !== 'session' || due(name, operation, presence))) {
          await record(tx, name, presence, 'done', done.value)
        }
        return done
      })
      committed = outcome.ok
      return outcome
    }
    const act: Act = {
      at: parts.clock.now(),
      actor: presence?.actor,
      commit,
      about: (next) => {
        remark = next
      },
    }
    return { act, remark: () => remark, committed: () => committed }
  }

  /** Whether an allowed call leaves an entry now. */
  function due(name: OperationName, operation: Operation, presence: Presence): boolean {
    if (operation.audit === 'each') return true
    if (operation.audit === 'refusals') return false
    const key = `${presence?.session ?? ''} ${name}`
    if (seen.has(key)) return false
    if (seen.size > 1000) seen.clear()
    seen.add(key)
    return true
  }

  async function record(
    tx: WriteStore | undefined,
    action: OperationName | 'door.unknown',
    presence: Presence,
    outcome: AuditOutcome,
    remark: Remark,
  ): Promise<void> {
    const ledger = parts.ledger()
    if (!ledger) return
    const entry = { actor: presence?.actor.personId ?? 'nobody', action, outcome, ...plain(remark) }
    if (tx) await ledger.audit.append(tx, entry)
    else await ledger.store.write((own) => ledger.audit.append(own, entry))
  }

  async function broken(name: OperationName, presence: Presence, error: unknown): Promise<Outcome<never>> {
    const trouble = storeTrouble(error)
    const fault: Fault = trouble
      ? { code: 'store', kind: trouble }
      : { code: 'internal', incident: incident(name, error) }
    try {
      await record(undefined, name, presence, 'failed', { details: { fault: fault.code } })
    } catch (second) {
      // A full disk cannot take the entry either; the log keeps the incident and the person sees the first fault.
      incident(name, second)
    }
    return fail(fault)
  }

  function incident(operation: string, error: unknown): string {
    const number = parts.chance.bytes(4).toString('hex')
    parts.log.note({ event: 'door.incident', incident: number, operation, trace: traceOf(error) })
    return number
  }

  return { call }
}

const operationNamed = (name: unknown): OperationName | undefined =>
  typeof name === 'string' && Object.hasOwn(contract, name) ? (name as OperationName) : undefined

function judge({ right, whileLocked, beforeCodes }: Operation, presence: Presence): Fault | undefined {
  if (!presence && !whileLocked) return { code: 'locked' }
  if (right === 'anyone') return undefined
  if (!presence) return { code: 'locked' }
  if (presence.codesDue && !beforeCodes) return { code: 'codes-due' }
  if (right === 'signed-in' || presence.actor.rights.includes(right)) return undefined
  return { code: 'forbidden', needs: right }
}

const risky = ({ risky: rule }: Operation, input: unknown): boolean =>
  typeof rule === 'function' ? (rule as (input: unknown) => boolean)(input) : rule === true

/** A clock set back proves nothing. */
function proven(presence: Presence, now: number): boolean {
  const since = presence ? now - presence.provenAt : Infinity
  return since >= 0 && since < proofHoldsMs
}

/** Hostile values may throw while being read (getters, proxies): that is a wrong shape like any other. */
function parse(schema: Operation['input'], input: unknown): Outcome<unknown> {
  try {
    const parsed = schema.safeParse(input)
    if (parsed.success) return ok(parsed.data)
    // Paths only: the values may be about a patient.
    return fail({ code: 'invalid', issues: parsed.error.issues.slice(0, 10).map((issue) => issue.path.join('.')) })
  } catch {
    return fail({ code: 'invalid', issues: [] })
  }
}

const dropped = Symbol('dropped')

async function keepOrDrop<T>(
  store: Store,
  work: (tx: WriteStore) => Promise<Outcome<Committed<T>>>,
): Promise<Outcome<T>> {
  let refused: Fault | undefined
  try {
    return await store.write(async (tx) => {
      const done = await work(tx)
      if (done.ok) return ok(done.value.value)
      refused = done.fault
      throw dropped
    })
  } catch (error) {
    if (error === dropped && refused) return fail(refused)
    throw error
  }
}

const plain = ({ subject, details }: Remark): Remark => ({
  ...(subject === undefined ? {} : { subject }),
  ...(details === undefined ? {} : { details }),
})

/** Where it broke, never what was said: an error's message may hold what a person typed. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [
    [error.name, ...codeOf(error)].join(' '),
    ...frames.slice(0, 8).map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/[^)]*\/([^/)]+)\)?$/, '$1')),
  ].join(' | ')
}

/** `SQLITE_BUSY`, `ENOSPC`: one word from a list, never a sentence. */
const codeOf = (error: Error): readonly string[] =>
  'code' in error && typeof error.code === 'string' && /^[A-Z_]{1,40}$/.test(error.code) ? [error.code] : []
