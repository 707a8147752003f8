/** Access in an emergency: one fax, a quarter of an hour, a reason, and an alarm that stands until somebody else looked into it. */
import { createHash } from 'node:crypto'
import type { Parsed } from '#app/contract/index.ts'
import type { EmergencyView } from '#app/contract/people/hand-over.ts'
import type { PersonFace } from '#app/contract/people/session.ts'
import { conflict, notFound, ok } from '#app/domain/outcome.ts'
import { FaxReference } from '#app/domain/ids.ts'
import { actorOf, type Act, type Share } from '../../door/handler.ts'
import type { Publish } from '../../door/publish.ts'
import type { Chance } from '../../ports.ts'
import { findFax } from '../../store/faxes/faxes.ts'
import { listAccesses, putAccesses, type Access } from '../../store/people/hand-over.ts'
import { listPeople } from '../../store/people/people.ts'
import type { Store } from '../../store/store.ts'
import { faceOf } from '../person.ts'

export const emergencyHoldsMs = 15 * 60_000

export type EmergencyParts = { readonly store: Store; readonly chance: Chance; readonly publish: Publish }

type Name = 'emergency.open' | 'emergency.list' | 'emergency.acknowledge'

export function createEmergencyHandlers(parts: EmergencyParts): Share<Name> {
  const { store } = parts
  const changed = () => parts.publish({ name: 'session.changed', payload: {} })
  return {
    'emergency.open': async (input, act) => {
      const opened = await open(parts, input, act)
      if (opened.ok) changed()
      return opened
    },
    'emergency.list': async () => {
      const faces = new Map((await listPeople(store.read)).map((row) => [row.id, faceOf(row)]))
      return ok({ accesses: (await listAccesses(store.read)).flatMap((access) => viewOf(access, faces)) })
    },
    'emergency.acknowledge': async ({ id }, act) => {
      const done = await act.commit(async (tx) => {
        const all = await listAccesses(tx)
        const access = all.find((one) => one.id === id)
        if (!access) return notFound
        if (access.acknowledged) return conflict('already-gone')
        const by = actorOf(act).personId
        if (by === access.personId) return conflict('own-access')
        const after = { ...access, acknowledged: { at: act.at, by } }
        await putAccesses(
          tx,
          all.map((one) => (one.id === id ? after : one)),
        )
        return ok({ value: {}, subject: access.reference })
      })
      if (done.ok) changed()
      return done
    },
  }
}

function open({ chance }: EmergencyParts, { id, reason, note }: Parsed<'emergency.open'>, act: Act) {
  const { personId } = actorOf(act)
  return act.commit(async (tx) => {
    const fax = await findFax(tx, id)
    if (!fax || fax.reference === null) return notFound
    const until = act.at + emergencyHoldsMs
    const reference = FaxReference.parse(fax.reference)
    const about = { id: chance.bytes(8).toString('hex'), faxId: id, reference, personId }
    const access: Access = { ...about, at: act.at, until, reason, note, acknowledged: null }
    await putAccesses(tx, [access, ...(await listAccesses(tx))])
    // The note may be about a patient: the record has its hash, the store its words.
    const noteSha256 = createHash('sha256').update(note).digest('hex')
    return ok({ value: { until }, subject: reference, details: { reason, noteSha256, alarm: true } })
  })
}

function viewOf(access: Access, faces: ReadonlyMap<string, PersonFace>): EmergencyView[] {
  const { faxId: _fax, personId, acknowledged, ...rest } = access
  const person = faces.get(personId)
  const by = acknowledged && faces.get(acknowledged.by)
  if (!person) return []
  return [{ ...rest, person, ...(acknowledged && by ? { acknowledged: { at: acknowledged.at, by } } : {}) }]
}
