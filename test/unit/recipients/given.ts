/** Recipients behind the real door, over a real store with its record. */
import type { Input, OperationName, Output } from '#app/contract/index.ts'
import type { AnyEvent } from '#app/contract/index.ts'
import { makeId, PersonId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { rightsOf } from '#app/domain/rights.ts'
import { createDoor } from '#main/door/door.ts'
import type { Handlers } from '#main/door/handler.ts'
import { createRecipientHandlers } from '#main/recipients/handlers.ts'
import { seededChance } from '#test/given/chance.ts'
import { givenRecord } from '#test/given/record.ts'

export const dana = makeId(PersonId, 'person', 'd'.repeat(20))

export async function givenRecipients(months = 12) {
  const record = await givenRecord()
  const chance = seededChance()
  const events: AnyEvent[] = []
  const { store, clock } = record
  await store.write((tx) =>
    tx
      .insertInto('person')
      .values({
        id: dana,
        name: 'Dana Ferris',
        short_name: 'Dana F.',
        initials: 'DF',
        tint: 1,
        roles: '["sender"]',
        created_at: clock.now(),
        disabled_at: null,
        last_sign_in_at: null,
      })
      .execute(),
  )
  const share: Partial<Handlers> = createRecipientHandlers({
    read: store.read,
    chance,
    publish: (event) => void events.push(event),
    verificationMonths: () => Promise.resolve(months),
  })
  const actor = {
    personId: dana,
    shortName: 'Dana F.',
    name: 'Dana Ferris',
    roles: ['sender'],
    rights: rightsOf(['sender']),
  } as const
  const door = createDoor({
    clock,
    chance,
    log: { note: (note) => void (note.event === 'door.incident' && incidents.push(note.trace)) },
    presence: () => ({ actor, session: 'one' }),
    ledger: () => ({ store, audit: record.writer }),
    selfRecorded: [],
    handler: (name) => share[name],
  })
  const incidents: string[] = []
  const call = <N extends OperationName>(name: N, input: Input<N>) =>
    door.call(name, input, true) as Promise<Outcome<Output<N>>>

  return {
    store,
    clock,
    events,
    call,
    /** Traces of bugs; a test that ends with one has failed. */
    incidents,
    entries: () => store.read.selectFrom('audit_entry').selectAll().orderBy('sequence').execute(),
    close: record.close,
  }
}

export type GivenRecipients = Awaited<ReturnType<typeof givenRecipients>>

export const noFields = { organisation: 'Harborlight Cardiology', department: '', person: '', voice: '', note: '' }
