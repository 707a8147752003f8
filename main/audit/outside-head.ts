/**
 * How far the record had come, noted outside the store: an older copy of the whole store fits itself in every way, but
 * not this. The note follows the store by at most a second or fifty entries, and never runs ahead of it: it names only
 * what is on disk. Whoever sets back the store and the note together is found by paper alone.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Clock, Log, Undo } from '../ports.ts'
import { entriesAfter, lastEntry, type ChainHead } from '../store/record/audit.ts'
import { putFile } from '../store/engine/put.ts'
import { outsideHeadSetting, readSetting, writeSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import { storeTrouble } from '../store/trouble.ts'
import { macWith } from './proof.ts'

export type OutsideHeadParts = {
  readonly dataFolder: string
  readonly auditKey: Uint8Array
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
}

/** The record was seen to end at entry `found`, where the note (when it could be read) knew of `expected`. */
const SetBack = z.strictObject({ found: z.number().int(), expected: z.number().int().optional(), at: z.number() })
export type SetBack = Readonly<z.infer<typeof SetBack>>

export type OutsideHead = {
  /** Looks at the note when the store has been opened. Answers what does not fit, for the record. */
  readonly look: () => Promise<SetBack | undefined>
  /** Something was appended: the note will follow soon. */
  readonly appended: () => void
  /** Brings the note up to the store now. */
  readonly settle: () => Promise<void>
  /** The first time the record was found set back that nobody has answered for yet. */
  readonly unanswered: () => SetBack | undefined
  /** Somebody answers for it: it is history, and stays in the record. */
  readonly answered: () => Promise<void>
}

const followAfterMs = 1000
const entriesAtMost = 50

const Note = z.strictObject({
  version: z.literal(1),
  head: z.strictObject({ sequence: z.number().int(), hash: z.string() }),
  setBack: SetBack.nullable(),
})
type Note = Readonly<z.infer<typeof Note>>
const Signed = z.strictObject({ note: z.string(), mac: z.string() })

export const outsideHeadFileIn = (dataFolder: string): string => path.join(dataFolder, 'head.json')

export function createOutsideHead({ dataFolder, auditKey, clock, log, store }: OutsideHeadParts): OutsideHead {
  const file = outsideHeadFileIn(dataFolder)
  const mac = macWith(auditKey)
  const domain = (text: string): string => `faxdesk-outside-head-1 ${text}`
  let setBack: SetBack | undefined
  let waiting = 0
  let undo: Undo | undefined
  let last: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const head = await lastEntry(store.read)
    if (!head) return
    const note = JSON.stringify({ version: 1, head, setBack: setBack ?? null } satisfies Note)
    await putFile(file, JSON.stringify({ note, mac: mac(domain(note)) }))
  }

  function settle(): Promise<void> {
    undo?.()
    undo = undefined
    waiting = 0
    last = last.then(write).catch((error: unknown) => {
      // A full disk: the note stays behind and the record goes on.
      log.note({ event: 'store.trouble', kind: storeTrouble(error) ?? 'outside-head' })
    })
    return last
  }

  async function read(): Promise<Note | 'missing' | 'altered'> {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) return 'missing'
    try {
      const signed = Signed.parse(JSON.parse(text))
      return mac(domain(signed.note)) === signed.mac ? Note.parse(JSON.parse(signed.note)) : 'altered'
    } catch {
      return 'altered'
    }
  }

  async function judged(): Promise<SetBack | undefined> {
    const [note, end] = [await read(), await lastEntry(store.read)]
    const found = end?.sequence ?? 0
    const at = clock.now()
    if (note === 'missing') return (await readSetting(store.read, outsideHeadSetting)) ? { found, at } : undefined
    if (note === 'altered') return { found, at }
    setBack = note.setBack ?? undefined
    return (await holds(store, note.head)) ? undefined : { found, expected: note.head.sequence, at }
  }

  return {
    look: async () => {
      const news = await judged()
      setBack ??= news
      await store.write((tx) => writeSetting(tx, outsideHeadSetting, true))
      await settle()
      return news
    },
    appended: () => {
      waiting += 1
      if (undo && waiting < entriesAtMost) return
      undo?.()
      // After this turn: the transaction that appended is still under way.
      undo = clock.after(waiting < entriesAtMost ? followAfterMs : 1, () => void settle())
    },
    settle,
    unanswered: () => setBack,
    answered: () => {
      setBack = undefined
      return settle()
    },
  }
}

async function holds({ read }: Store, head: ChainHead): Promise<boolean> {
  const [entry] = await entriesAfter(read, head.sequence - 1, 1)
  return entry?.sequence === head.sequence && entry.hash === head.hash
}
