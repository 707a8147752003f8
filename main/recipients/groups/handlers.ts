/**
 * Groups of recipients. In: making, changing, removing and listing them. Not in: whether a member may be sent to, which
 * is judged of each by itself when a fax is sent.
 */
import type { GroupMember, GroupView } from '#app/contract/book/groups.ts'
import type { Parsed } from '#app/contract/index.ts'
import { ContactId, E164, GroupId, makeId, NumberId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Share } from '../../door/handler.ts'
import type { Publish } from '../../door/publish.ts'
import type { Chance } from '../../ports.ts'
import { shortNames } from '../../store/contacts/contacts.ts'
import { allGroups, deleteGroup, groupById, groupNamed, membersOf, putGroup } from '../../store/contacts/groups.ts'
import { contactsOfNumbers } from '../../store/contacts/numbers.ts'
import type { ReadStore, WriteStore } from '../../store/store.ts'
import type { ContactGroupTable } from '../../store/tables.ts'
import { contactViews } from '../views.ts'

export type GroupParts = { readonly read: ReadStore; readonly chance: Chance; readonly publish: Publish }

export type GroupNames = 'groups.list' | 'groups.make' | 'groups.change' | 'groups.remove'

export function createGroupHandlers(parts: GroupParts): Share<GroupNames> {
  const { read, chance, publish } = parts
  const tell = (): void => publish({ name: 'groups.changed', payload: {} })

  /** Does the work in the act's transaction; answers the group as it is then. */
  async function changing(act: Act, work: (tx: WriteStore) => Promise<Outcome<Changed>>): Promise<Outcome<GroupView>> {
    const done = await act.commit(async (tx) => {
      const changed = await work(tx)
      if (!changed.ok) return changed
      const { id, members } = changed.value
      return ok({ value: id, subject: id, details: { members } })
    })
    if (!done.ok) return done
    tell()
    const row = await groupById(read, done.value)
    const [view] = row ? await groupViews(read, [row], act) : []
    return view ? ok(view) : notFound
  }

  return {
    'groups.list': async (_, act) => ok({ groups: await groupViews(read, await allGroups(read), act) }),
    'groups.make': (input, act) => {
      const id = makeId(GroupId, 'group', chance.bytes(10).toString('hex'))
      return changing(act, (tx) => put(tx, id, 1, input, act))
    },
    'groups.change': (input, act) => {
      act.about({ subject: input.id })
      return changing(act, async (tx) => {
        const before = await groupById(tx, input.id)
        if (!before) return notFound
        if (before.revision !== input.revision) return conflict('changed-meanwhile')
        return put(tx, input.id, before.revision + 1, input, act)
      })
    },
    'groups.remove': async ({ id }, act) => {
      act.about({ subject: id })
      const done = await act.commit(async (tx) =>
        (await deleteGroup(tx, id)) ? ok({ value: {}, subject: id }) : notFound,
      )
      if (done.ok) tell()
      return done
    },
  }
}

type Changed = { readonly id: GroupId; readonly members: number }

async function put(
  tx: WriteStore,
  id: GroupId,
  revision: number,
  { name, numberIds }: Parsed<'groups.make'>,
  act: Act,
): Promise<Outcome<Changed>> {
  const named = await groupNamed(tx, name)
  if (named && named !== id) return conflict('group-name-taken')
  const once = [...new Set(numberIds)]
  const known = once.length === 0 ? new Map() : await contactsOfNumbers(tx, once)
  if (known.size !== once.length) return notFound
  await putGroup(tx, { id, revision, name, changed_at: act.at, changed_by: actorOf(act).personId }, once)
  return ok({ id, members: once.length })
}

async function groupViews(read: ReadStore, rows: readonly ContactGroupTable[], act: Act): Promise<GroupView[]> {
  const members = await membersOf(
    read,
    rows.map(({ id }) => id),
  )
  const ids = [...new Set(members.map(({ contact_id }) => contact_id))]
  const contacts = new Map(
    (await contactViews(read, ids, act.at, actorOf(act).personId)).map((view) => [view.id, view]),
  )
  const names = await shortNames(read, [...new Set(rows.map(({ changed_by }) => changed_by))])
  return rows.map((row) => ({
    id: GroupId.parse(row.id),
    revision: row.revision,
    name: row.name,
    members: members
      .filter(({ group_id }) => group_id === row.id)
      .flatMap(({ number_id, contact_id, e164 }): GroupMember[] => {
        const contact = contacts.get(ContactId.parse(contact_id))
        const number = contact?.numbers.find(({ id }) => id === number_id)
        const numberId = NumberId.parse(number_id)
        return contact ? [{ numberId, e164: E164.parse(e164), contact, ...(number ? { number } : {}) }] : []
      }),
    changedAt: row.changed_at,
    changedByShortName: names.get(row.changed_by) ?? '',
  }))
}
