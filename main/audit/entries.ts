/** Entries as people read them: who stands behind an id, and the details as values. */
import { z } from 'zod'
import type { EntryView } from '#app/contract/record/audit.ts'
import { AuditDetails, AuditOutcome } from '#app/domain/record/audit.ts'
import { words } from '#app/words/index.ts'
import type { EntryRow } from '../store/record/audit.ts'
import { listPeople, type PersonRow } from '../store/people/people.ts'
import type { ReadStore } from '../store/store.ts'

type Actor = EntryView['actor']

export type Actors = (id: string) => Actor

/** Everyone an entry may have been made by: people, disabled ones too, the engine, and nobody. */
export async function actorsOf(db: ReadStore): Promise<Actors> {
  const people = new Map((await listPeople(db)).map((row) => [row.id, actorOfRow(row)]))
  return (id) => people.get(id) ?? strangers(id)
}

const actorOfRow = ({ id, short_name, initials, tint }: PersonRow): Actor => ({
  kind: 'person',
  id,
  shortName: short_name,
  initials,
  tint,
})

function strangers(id: string): Actor {
  const about = { id, initials: '', tint: 0 }
  if (id === 'system') return { kind: 'system', shortName: words.audit.system, ...about }
  if (id === 'nobody') return { kind: 'nobody', shortName: words.audit.nobody, ...about }
  return { kind: 'person', shortName: words.audit.unknownPerson, ...about }
}

const Pairs = z.array(z.tuple([z.string(), z.union([z.string(), z.number(), z.boolean()])]))

/** Details as stored, back to a record. Text somebody tampered with gives none: the list must still be shown. */
export function detailsOf(text: string): AuditDetails {
  try {
    return AuditDetails.parse(Object.fromEntries(Pairs.parse(JSON.parse(text))))
  } catch {
    return {}
  }
}

/** @param names what ids stand for, as far as the reader may know; those of other entries are left out */
export function entryView(row: EntryRow, actors: Actors, names: Readonly<Record<string, string>>): EntryView {
  const held = Object.entries(names).filter(([id]) => row.subject === id || row.details.includes(id))
  const { sequence, at, action, subject, hash, previous } = row
  const outcome = AuditOutcome.safeParse(row.outcome)
  return {
    sequence,
    at,
    action,
    subject,
    hash,
    previous,
    actor: actors(row.actor),
    outcome: outcome.success ? outcome.data : 'failed',
    details: detailsOf(row.details),
    names: Object.fromEntries(held),
  }
}
