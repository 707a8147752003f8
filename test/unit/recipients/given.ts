/** Recipients behind the real door, over a real store with its record. */
import type { AnyEvent, Input, OperationName, Output } from '#app/contract/index.ts'
import type { DirectoryEntry } from '#app/contract/book/contact-imports.ts'
import { makeId, PersonId, type E164 } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { rightsOf } from '#app/domain/rights.ts'
import { createDoor } from '#main/door/door.ts'
import type { Handlers } from '#main/door/handler.ts'
import { createGate } from '#main/recipients/gate.ts'
import { createRecipientHandlers } from '#main/recipients/handlers.ts'
import { createLately } from '#main/recipients/search/lately.ts'
import { insertPerson } from '#main/store/people/people.ts'
import { seededChance } from '#test/given/chance.ts'
import { givenRecord } from '#test/given/record.ts'

export const dana = makeId(PersonId, 'person', 'd'.repeat(20))
/** A second person. */
export const robin = makeId(PersonId, 'person', 'e'.repeat(20))

const people = new Map([
  [dana, { id: dana, name: 'Dana Ferris', short_name: 'Dana F.', initials: 'DF', tint: 1 }],
  [robin, { id: robin, name: 'Robin Marsh', short_name: 'Robin M.', initials: 'RM', tint: 2 }],
])

export async function givenRecipients(months = 12) {
  const record = await givenRecord()
  const chance = seededChance()
  const events: AnyEvent[] = []
  /** What the world outside answers; a test may change it at any time. */
  const world = {
    at: dana,
    secondPerson: false,
    typedNumbers: true,
    directory: [] as DirectoryEntry[],
    received: new Map<string, { readonly e164: E164 | undefined; readonly at: number }>(),
    saveTo: undefined as string | undefined,
  }
  const { store, clock } = record
  await store.write(async (tx) => {
    const since = { roles: ['sender'], created_at: clock.now(), disabled_at: null, last_sign_in_at: null } as const
    for (const person of people.values()) await insertPerson(tx, { ...person, ...since })
  })
  const publish = (event: AnyEvent): void => void events.push(event)
  const share: Partial<Handlers> = createRecipientHandlers({
    read: store.read,
    lately: createLately(store.read),
    chance,
    publish,
    verificationMonths: () => Promise.resolve(months),
    secondPerson: () => Promise.resolve(world.secondPerson),
    typedNumbers: () => Promise.resolve(world.typedNumbers),
    directory: () => Promise.resolve(world.directory),
    received: (_, id) => Promise.resolve(world.received.get(id)),
    askWhereToSave: () => Promise.resolve(world.saveTo),
  })
  const presence = () => {
    const { short_name: shortName = '', name = '' } = people.get(world.at) ?? {}
    const actor = { personId: world.at, shortName, name, roles: ['sender'], rights: rightsOf(['sender']) } as const
    return { actor, session: world.at, provenAt: clock.now(), codesDue: false }
  }
  const incidents: string[] = []
  const door = createDoor({
    clock,
    chance,
    log: { note: (note) => void (note.event === 'door.incident' && incidents.push(note.trace)) },
    presence,
    ledger: () => ({ store, audit: record.writer }),
    selfRecorded: [],
    handler: (name) => share[name],
  })
  const call = <N extends OperationName>(name: N, input: Input<N>) =>
    door.call(name, input, true) as Promise<Outcome<Output<N>>>

  return {
    store,
    clock,
    events,
    call,
    world,
    gate: createGate({ read: store.read, audit: record.writer, publish }),
    /** Traces of bugs; a test that ends with one has failed. */
    incidents,
    entries: () => store.read.selectFrom('audit_entry').selectAll().orderBy('sequence').execute(),
    close: record.close,
  }
}

export type GivenRecipients = Awaited<ReturnType<typeof givenRecipients>>

export const noFields = { organisation: 'Harborlight Cardiology', department: '', person: '', voice: '', note: '' }
