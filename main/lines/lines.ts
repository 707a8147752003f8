/**
 * The lines of this practice: the training line, built in and first, then the configured ones, each behind its gate.
 * What a service says or does belongs in a folder of its own; nothing here touches the network.
 */
import type { LineSecret, LineSettings } from '#app/contract/lines.ts'
import { lineStanding } from '#app/domain/fax/line.ts'
import type { LineId } from '#app/domain/ids.ts'
import type { LineRecord } from '../store/lines.ts'
import type { Driver, Line } from './line.ts'
import { withoutReceived } from './without.ts'

export type Lines = {
  /** Every line, removed ones too, so that an old fax still has one. One array, kept current: rooms may hold on to it. */
  readonly all: readonly Line[]
  /** Takes in a line as it is stored now. */
  readonly put: (record: LineRecord) => void
}

/** A driver for these settings, made anew each time they change. */
export type MakeDriver = (settings: LineSettings, secret: LineSecret, id: LineId) => Driver

export type LinesParts = {
  readonly training: Line
  readonly records: readonly LineRecord[]
  readonly makeDriver: MakeDriver
  readonly now: () => number
}

export function createLines({ training, records, makeDriver, now }: LinesParts): Lines {
  const all: Line[] = [training]
  const put = (record: LineRecord): void => {
    const driver = record.secret ? makeDriver(record.settings, record.secret, record.id) : goneDriver
    const line = gated(record, driver, now)
    const place = all.findIndex(({ id }) => id === record.id)
    if (place < 0) all.push(line)
    else all[place] = line
  }
  records.forEach(put)
  return { all, put }
}

/** The last gate before the network: an agreement may have ended while a fax waited. */
function gated({ id, kind, name, agreement, check, removedAt }: LineRecord, driver: Driver, now: () => number): Line {
  const facts = {
    kind,
    agreement: agreement ?? undefined,
    check: check ?? undefined,
    removedAt: removedAt ?? undefined,
  }
  const standing = (at: number) => lineStanding(facts, at)
  return {
    ...driver,
    id,
    kind,
    name,
    standing,
    submit: async (submission) =>
      standing(now()) === 'ready' ? driver.submit(submission) : { kind: 'refused', reason: 'line-not-allowed' },
  }
}

/** A removed line: it has no credentials, and no fax of its is unfinished. */
const goneDriver: Driver = {
  capabilities: {
    training: false,
    concurrency: 0,
    countsPages: false,
    cancels: false,
    removes: false,
    receives: false,
    listing: { kind: 'none' },
  },
  pace: { answerWithinMs: 1_000, askEveryMs: 60_000, longestCallMs: () => 60_000 },
  preflight: () => Promise.resolve([]),
  submit: () => Promise.resolve({ kind: 'refused', reason: 'line-not-allowed' }),
  status: () => Promise.resolve({ phase: 'unknown' }),
  list: () => Promise.resolve({ kind: 'no-answer' }),
  cancel: () => Promise.resolve('no-answer'),
  remove: () => Promise.resolve('no-answer'),
  ...withoutReceived,
}
