/**
 * Receiving: every line that can is asked now and then what came in, and each fax is fetched, encrypted and read back
 * before the line is told to forget it. It runs while the store is open, locked or not. A fax is written down before it
 * is fetched, so that a killed process goes on with it. Who reads it, and where it is filed, may not come in here.
 */
import { ReceivedId, makeId } from '#app/domain/ids.ts'
import { traceOf } from '../door/door.ts'
import type { Publish } from '../door/publish.ts'
import type { Line, ReceivedFax } from '../lines/line.ts'
import type { Clock, Log, Undo } from '../ports.ts'
import { parseNumber } from '../recipients/number.ts'
import {
  countUnread,
  knownReceived,
  noticeReceived,
  unfinishedReceived,
  type ReceivedRow,
} from '../store/faxes/received.ts'
import { fetchReceived, removeAtLine, type FetchParts } from './fetch.ts'

export type ReceivingParts = FetchParts & {
  readonly clock: Clock
  readonly log: Log
  readonly publish: Publish
  readonly lines: readonly Line[]
}

export type Receiving = {
  readonly start: () => void
  /** Asks every line now; two looks never run at once. Answers when what was there is fetched. Never rejects. */
  readonly look: () => Promise<void>
  /** The same, and never content with a look that began before. */
  readonly lookAnew: () => Promise<void>
  /** Names of lines that did not answer when they were last asked. */
  readonly silent: () => readonly string[]
  /** Tells the page how many are unread now. */
  readonly changed: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Between two looks, in ms. */
const lookEveryMs = 60_000

export const receives = ({ capabilities, standing }: Line, now: number): boolean =>
  capabilities.receives && ['ready', 'training'].includes(standing(now))

class LineInbox implements Receiving {
  readonly #parts: ReceivingParts
  readonly #silent = new Set<string>()
  #running = false
  #looking: Promise<void> | undefined
  #timer: Undo | undefined

  constructor(parts: ReceivingParts) {
    this.#parts = parts
  }

  start(): void {
    this.#running = true
    this.#lookIn(0)
  }

  look(): Promise<void> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = undefined
      this.#lookIn(lookEveryMs)
    })
    return this.#looking
  }

  async lookAnew(): Promise<void> {
    await this.#looking
    await this.look()
  }

  silent(): readonly string[] {
    const { lines } = this.#parts
    return lines.filter(({ id }) => this.#silent.has(id)).map(({ name }) => name)
  }

  async changed(): Promise<void> {
    const { publish, store } = this.#parts
    publish({ name: 'received.changed', payload: { unread: await countUnread(store.read) } })
  }

  async stop(): Promise<void> {
    this.#running = false
    this.#timer?.()
    await this.#looking
  }

  #lookIn(ms: number): void {
    this.#timer?.()
    if (this.#running) this.#timer = this.#parts.clock.after(ms, () => void this.look())
  }

  async #lookNow(): Promise<void> {
    const { lines, clock } = this.#parts
    const before = this.silent().join()
    const able = lines.filter((line) => receives(line, clock.now()))
    const changes = await Promise.all(able.map((line) => this.#guarded(line)))
    for (const { id } of lines) if (!able.some((line) => line.id === id)) this.#silent.delete(id)
    if (changes.includes(true) || this.silent().join() !== before) await this.changed()
  }

  /** Trouble with one line never holds up another. */
  async #guarded(line: Line): Promise<boolean> {
    try {
      return await this.#ask(line)
    } catch (error) {
      const { log, chance } = this.#parts
      const incident = chance.bytes(4).toString('hex')
      log.note({ event: 'engine.incident', incident, part: 'receiving', trace: traceOf(error) })
      this.#silent.add(line.id)
      return true
    }
  }

  /** Answers whether anything the page shows changed. */
  async #ask(line: Line): Promise<boolean> {
    const { store } = this.#parts
    const told = await line.received()
    if (told) this.#silent.delete(line.id)
    else this.#silent.add(line.id)
    let changed = await this.#notice(line, told ?? [])
    for (const row of await unfinishedReceived(store.read, line.id)) {
      if (!this.#running) break
      const done =
        row.state === 'expected'
          ? await fetchReceived(this.#parts, line, row)
          : await removeAtLine(this.#parts, line, row)
      changed = done || changed
    }
    return changed
  }

  async #notice(line: Line, told: readonly ReceivedFax[]): Promise<boolean> {
    const { store, audit, chance } = this.#parts
    const ids = told.map(({ providerId }) => providerId)
    const known = await knownReceived(store.read, line.id, ids)
    const fresh = told.filter(({ providerId }) => !known.has(providerId))
    if (fresh.length === 0) return false
    await store.write(async (tx) => {
      for (const fax of fresh) {
        const row = rowFor(line, fax, chance.bytes(10).toString('hex'))
        if (!(await noticeReceived(tx, row))) continue
        const details = { line: line.id, pages: row.pages }
        await audit.append(tx, { actor: 'system', action: 'received.noticed', subject: row.id, details })
      }
    })
    return true
  }
}

function rowFor(line: Line, { providerId, from, pages, at, incomplete }: ReceivedFax, hex: string): ReceivedRow {
  const number = parseNumber(from, 'fax')
  return {
    id: makeId(ReceivedId, 'received', hex),
    line_id: line.id,
    provider_id: providerId,
    e164: number.ok ? number.value : null,
    // Free text of a stranger's machine: one short line of it.
    station: number.ok
      ? ''
      : from
          .replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ')
          .trim()
          .slice(0, 40),
    pages,
    at,
    training: line.capabilities.training ? 1 : 0,
    incomplete: incomplete ? 1 : 0,
    state: 'expected',
    refusal: null,
    document_id: null,
    line_copy: 'there',
    opened_at: null,
    opened_by: null,
  }
}

/** @returns one that asks nothing until `start`, or until it is told to look */
export const createReceiving = (parts: ReceivingParts): Receiving => new LineInbox(parts)
