/**
 * Handing over. A draft is one person's own until it is given to another, explicitly and on the record; what lay open
 * with somebody who left goes to one person as a whole.
 */
import type { Parsed } from '#app/contract/index.ts'
import { DraftContent } from '#app/contract/desk/drafts.ts'
import type { OthersDraft } from '#app/contract/people/hand-over.ts'
import type { PersonFace } from '#app/contract/people/session.ts'
import { FaxState } from '#app/domain/fax/fax.ts'
import { FaxId, FaxReference, type NumberId, type PersonId } from '#app/domain/ids.ts'
import { conflict, notFound, ok } from '#app/domain/outcome.ts'
import { granted } from '#app/domain/rights.ts'
import { actorOf, type Act, type Share } from '../../door/handler.ts'
import type { Publish } from '../../door/publish.ts'
import { countsFor, draftsOf } from '../../store/faxes/drafts.ts'
import { changeFax, findFax, type FaxRow } from '../../store/faxes/faxes.ts'
import { draftsOfOthers, openFaxesOf, setFaxKeeper } from '../../store/people/hand-over.ts'
import { findPerson, listPeople } from '../../store/people/people.ts'
import { pagesTotal } from '../../packet/content.ts'
import type { ReadStore, Store } from '../../store/store.ts'
import { enabled, faceOf } from '../person.ts'

export type HandOverParts = {
  readonly store: Store
  readonly publish: Publish
  /** Whom the number chosen in a draft belongs to. */
  readonly recipientName: (numberId: NumberId) => Promise<string | undefined>
}

type Name = 'people.colleagues' | 'drafts.handOver' | 'drafts.ofOthers' | 'people.openWork' | 'people.handOver'

export function createHandOverHandlers(parts: HandOverParts): Share<Name> {
  const { store, publish } = parts
  return {
    'people.colleagues': async (_, act) =>
      ok({ people: (await senders(store.read)).filter(({ id }) => id !== actorOf(act).personId) }),
    'drafts.ofOthers': async (_, act) => {
      const faces = new Map((await listPeople(store.read)).map((row) => [row.id, faceOf(row)]))
      const rows = await draftsOfOthers(store.read, actorOf(act).personId)
      const drafts = await Promise.all(rows.map((row) => othersDraft(row, faces, parts.recipientName)))
      return ok({ drafts: drafts.flat() })
    },
    'drafts.handOver': async ({ id, to }, act) => {
      const done = await giveDraft(id, to, act)
      if (!done.ok) return done
      const counts = await countsFor(store.read, actorOf(act).personId)
      publish({ name: 'drafts.changed', payload: { id, counts } })
      return done
    },
    'people.openWork': async ({ id }, act) => {
      act.about({ subject: id })
      const drafts = (await draftsOf(store.read, id)).map((row) => ({
        id: FaxId.parse(row.id),
        pages: pagesTotal(DraftContent.parse(JSON.parse(row.content))),
        savedAt: row.changed_at,
      }))
      const heirs = (await senders(store.read)).filter((face) => face.id !== id)
      return ok({ drafts, faxes: (await openFaxesOf(store.read, id)).map(openFax), heirs })
    },
    'people.handOver': (input, act) => giveAll(input, act),
  }
}

async function senders(db: ReadStore): Promise<PersonFace[]> {
  const people = await listPeople(db)
  return people.filter((row) => enabled(row) && granted(row.roles, 'fax.send')).map(faceOf)
}

async function othersDraft(
  row: FaxRow,
  faces: ReadonlyMap<string, PersonFace>,
  recipientName: HandOverParts['recipientName'],
): Promise<OthersDraft[]> {
  const author = faces.get(row.person_id)
  if (!author) return []
  const { numberId, cover } = DraftContent.parse(JSON.parse(row.content))
  const recipient = numberId === null ? undefined : await recipientName(numberId)
  const about = { id: FaxId.parse(row.id), author, reference: cover.reference, savedAt: row.changed_at }
  return [{ ...about, ...(recipient === undefined ? {} : { recipient }) }]
}

const openFax = (row: FaxRow) => ({
  id: FaxId.parse(row.id),
  reference: FaxReference.parse(row.reference),
  state: FaxState.parse(JSON.parse(row.state)),
})

/** Whether what is handed to them can be finished by them. */
async function canTake(db: ReadStore, id: PersonId): Promise<boolean> {
  const row = await findPerson(db, id)
  return row !== undefined && enabled(row) && granted(row.roles, 'fax.send')
}

function giveDraft(id: FaxId, to: PersonId, act: Act) {
  const { personId, rights } = actorOf(act)
  return act.commit(async (tx) => {
    const row = await findFax(tx, id)
    const theirs = row?.person_id === personId || rights.includes('drafts.hand-over')
    if (row?.phase_group !== 'draft' || !theirs || row.person_id === to) return notFound
    if (!(await canTake(tx, to))) return conflict('cannot-send')
    await changeFax(tx, id, { person_id: to })
    return ok({ value: {}, subject: id, details: { from: row.person_id, to } })
  })
}

function giveAll({ from, to }: Parsed<'people.handOver'>, act: Act) {
  return act.commit(async (tx) => {
    const leaver = await findPerson(tx, from)
    if (!leaver || from === to) return notFound
    if (enabled(leaver)) return conflict('already-gone')
    if (!(await canTake(tx, to))) return conflict('cannot-send')
    const drafts = await draftsOf(tx, from)
    for (const { id } of drafts) await changeFax(tx, id, { person_id: to })
    const faxes = await openFaxesOf(tx, from)
    for (const { id } of faxes) await setFaxKeeper(tx, id, to)
    const value = { drafts: drafts.length, faxes: faxes.length }
    return ok({ value, subject: from, details: { to, ...value } })
  })
}
