/** Received faxes as people read them, and the one choice an administrator has. */
import type { Parsed } from '#app/contract/index.ts'
import type { ReceivedView, ReceivingView } from '#app/contract/desk/received.ts'
import { documentRefusals } from '#app/domain/pages/document.ts'
import { E164, ReceivedId } from '#app/domain/ids.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { changes } from '../audit/changes.ts'
import { actorOf, type Act, type Actor, type Share } from '../door/handler.ts'
import type { Line } from '../lines/line.ts'
import { bytesOf } from '../packet/keep.ts'
import { contactViews } from '../recipients/views.ts'
import { shortNames } from '../store/contacts/contacts.ts'
import { ownerOf } from '../store/contacts/numbers.ts'
import { changeReceived, countUnread, findReceived, listReceived, type ReceivedRow } from '../store/faxes/received.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { ReadStore } from '../store/store.ts'
import { receives, type Receiving, type ReceivingParts } from './receiving.ts'
import { receivingSetting } from './setting.ts'

export type ReceivingNames =
  | 'received.list'
  | 'received.unread'
  | 'received.open'
  | 'received.again'
  | 'received.look'
  | 'receiving.read'
  | 'receiving.change'

export type ReceivingHandlers = {
  readonly handlers: Share<ReceivingNames>
  /** The pages of a fax this person has opened in this session, which is on record. Faults: forbidden, not-found, store. */
  readonly readInbound: (id: string, actor: Actor) => Promise<Outcome<Uint8Array>>
  readonly forget: () => void
}

export function createReceivingHandlers(parts: ReceivingParts, receiving: Receiving): ReceivingHandlers {
  const { store, files } = parts
  /** Who opened which, in this session. */
  const opened = new Set<string>()
  return {
    handlers: {
      'received.list': (input, act) => list(parts, receiving, input, act),
      'received.unread': async () => ok({ unread: await countUnread(store.read) }),
      'received.open': async ({ id }, act) => {
        const view = await open(parts, id, act)
        if (!view.ok) return view
        opened.add(`${actorOf(act).personId} ${id}`)
        await receiving.changed()
        return view
      },
      'received.again': async ({ id }, act) => {
        const waiting = await expectAgain(id, act)
        if (!waiting.ok) return waiting
        await receiving.look()
        await receiving.changed()
        return viewOf(parts, id)
      },
      'received.look': async () => {
        await receiving.look()
        return ok({})
      },
      'receiving.read': async (_, act) => ok(await settingsView(parts, act)),
      'receiving.change': (input, act) => change(parts, input, act),
    },
    readInbound: async (id, actor) => {
      if (!actor.rights.includes('fax.read')) return fail({ code: 'forbidden', needs: 'fax.read' })
      if (!opened.has(`${actor.personId} ${id}`)) return notFound
      const row = await findReceived(store.read, id)
      return row?.document_id ? bytesOf(files, store.read, row.document_id, 'original') : notFound
    },
    forget: () => opened.clear(),
  }
}

async function list(parts: ReceivingParts, receiving: Receiving, input: Parsed<'received.list'>, act: Act) {
  const { read } = parts.store
  const rows = await listReceived(read, input.limit + 1, input.before)
  const connected = parts.lines.some((line) => !line.capabilities.training && receives(line, act.at))
  return ok({
    faxes: await viewsOf(read, parts.lines, rows.slice(0, input.limit), act.at),
    more: rows.length > input.limit,
    unread: await countUnread(read),
    silent: [...receiving.silent()],
    connected,
  })
}

/** The first opening of a fax that is here marks it as read by that person. */
async function open(parts: ReceivingParts, id: ReceivedId, act: Act): Promise<Outcome<ReceivedView>> {
  act.about({ subject: id })
  const done = await act.commit(async (tx) => {
    const row = await findReceived(tx, id)
    if (!row) return notFound
    const first = row.opened_at === null && row.state !== 'expected'
    if (first) await changeReceived(tx, id, { opened_at: act.at, opened_by: actorOf(act).personId })
    return ok({ subject: id, details: { state: row.state, pages: row.pages, first }, value: id })
  })
  return done.ok ? viewOf(parts, done.value) : done
}

async function expectAgain(id: ReceivedId, act: Act): Promise<Outcome<unknown>> {
  act.about({ subject: id })
  return act.commit(async (tx) => {
    const row = await findReceived(tx, id)
    if (row?.state !== 'unreadable' && row?.state !== 'gone') return notFound
    await changeReceived(tx, id, { state: 'expected', refusal: null, line_copy: 'there' })
    return ok({ subject: id, details: { before: row.state }, value: undefined })
  })
}

async function viewOf({ store, lines, clock }: ReceivingParts, id: ReceivedId): Promise<Outcome<ReceivedView>> {
  const row = await findReceived(store.read, id)
  const [view] = await viewsOf(store.read, lines, row ? [row] : [], clock.now())
  return view ? ok(view) : notFound
}

async function viewsOf(
  db: ReadStore,
  lines: readonly Line[],
  rows: readonly ReceivedRow[],
  now: number,
): Promise<ReceivedView[]> {
  const names = await shortNames(db, [...new Set(rows.flatMap((row) => row.opened_by ?? []))])
  const senders = await sendersOf(db, rows, now)
  return rows.map((row) => {
    const refusal = documentRefusals.find((known) => known === row.refusal)
    const sender = senders.get(row.e164 ?? '')
    const { opened_at: at, opened_by: by } = row
    return {
      id: ReceivedId.parse(row.id),
      line: lines.find(({ id }) => id === row.line_id)?.name ?? row.line_id,
      training: row.training === 1,
      ...(row.e164 === null ? {} : { from: E164.parse(row.e164) }),
      station: row.station,
      ...(sender ? { sender } : {}),
      pages: row.pages,
      at: row.at,
      state: row.state,
      ...(refusal ? { refusal } : {}),
      incomplete: row.incomplete === 1,
      lineCopy: row.line_copy,
      ...(at === null || by === null ? {} : { opened: { by: names.get(by) ?? by, at } }),
    }
  })
}

/** Whose numbers these are, by number, and how each stands at `now` (epoch ms). */
async function sendersOf(db: ReadStore, rows: readonly ReceivedRow[], now: number) {
  const numbers = [...new Set(rows.flatMap((row) => row.e164 ?? []))]
  const owners = await Promise.all(numbers.map((e164) => ownerOf(db, E164.parse(e164))))
  const contacts = await contactViews(db, [...new Set(owners.flatMap((id) => id ?? []))], now)
  return new Map(
    contacts.flatMap(({ id, organisation, numbers: all }) =>
      all.map(
        ({ id: numberId, e164, standing }) => [e164 as string, { id, organisation, numberId, standing }] as const,
      ),
    ),
  )
}

async function settingsView({ store, lines }: ReceivingParts, act: Act): Promise<ReceivingView> {
  const { removeAtLine } = await readSetting(store.read, receivingSetting)
  const able = lines.filter((line) => !line.capabilities.training && receives(line, act.at))
  return { removeAtLine, lines: able.map(({ name }) => name) }
}

async function change(parts: ReceivingParts, { removeAtLine }: Parsed<'receiving.change'>, act: Act) {
  const done = await act.commit(async (tx) => {
    const before = await readSetting(tx, receivingSetting)
    await writeSetting(tx, receivingSetting, { removeAtLine })
    return ok({ details: changes(before, { removeAtLine }), value: undefined })
  })
  return done.ok ? ok(await settingsView(parts, act)) : done
}
