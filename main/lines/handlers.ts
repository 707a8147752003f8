/** What administrators do with lines, and everyone's list of them. Entries say which line and what kind, never how it is reached. */
import type { Parsed } from '#app/contract/index.ts'
import type { LineSecret, LineSettings, LineView } from '#app/contract/lines.ts'
import { LineId, makeId } from '#app/domain/ids.ts'
import { agreementFindings, agreementStanding, type Finding, type LineAbilities } from '#app/domain/fax/line.ts'
import { formOf, formsFor, qualitiesFor } from '#app/domain/fax/packet-form.ts'
import { confirmationsIn } from '#app/domain/line-kinds/index.ts'
import { conflict, fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { delivery as words } from '#app/words/en/desk/delivery.ts'
import { changes } from '../audit/changes.ts'
import { actorOf, type Act, type Committed, type Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import type { Chance, Clock, Files } from '../ports.ts'
import { callsOn, waitingFor } from '../store/faxes/delivery.ts'
import { changeLine, findLine, insertLine, listLines, unfinishedOn, type LineRecord } from '../store/lines.ts'
import type { DocumentFiles } from '../store/files.ts'
import type { Store, WriteStore } from '../store/store.ts'
import { createAgreementHandlers, type AgreementNames } from './agreement.ts'
import type { Line } from './line.ts'
import type { Lines } from './lines.ts'
import { trainingOutcomes } from './training/outcomes.ts'
import { readRules } from '../delivery/rules.ts'
import { within } from '../delivery/engine/within.ts'

export type LineHandlerParts = {
  readonly store: Store
  readonly lines: Lines
  readonly clock: Clock
  readonly chance: Chance
  readonly publish: Publish
  readonly files: DocumentFiles
  readonly askWhereToSave: Files['askWhereToSave']
  /** What this practice's own set-up gives reason to say of a line. */
  readonly ownFindings: (id: LineId) => readonly Finding[]
}

/** One change of a line that must be there, taken in by everyone once it is on disk. Fault: not-found. */
export type ChangeLine = (
  act: Act,
  id: LineId,
  work: (tx: WriteStore, line: LineRecord) => Promise<Outcome<Committed<LineRecord>>>,
) => Promise<Outcome<LineView>>

type Names = 'lines.list' | 'lines.add' | 'lines.change' | 'lines.remove' | 'lines.check' | AgreementNames

export function createLineHandlers(parts: LineHandlerParts): Share<Names> {
  const { store, lines, chance, publish } = parts

  /** One change of one line, taken in by everyone once it is on disk. */
  async function changed(
    act: Act,
    work: (tx: WriteStore) => Promise<Outcome<Committed<LineRecord>>>,
  ): Promise<Outcome<LineView>> {
    const done = await act.commit(work)
    if (!done.ok) return done
    lines.put(done.value)
    publish({ name: 'lines.changed', payload: {} })
    return ok(await viewOf(parts, done.value, act.at))
  }

  const changing: ChangeLine = (act, id, work) =>
    changed(act, async (tx) => {
      const line = await findLine(tx, id)
      return line ? work(tx, line) : notFound
    })

  return {
    'lines.list': async (_, act) => ok({ lines: await listViews(parts, act.at) }),
    'lines.add': async ({ name, settings, secret }, act) => {
      const kind = kindOf(settings, secret)
      if (!kind) return conflict('kind-differs')
      const id = makeId(LineId, 'line', chance.bytes(10).toString('hex'))
      const added = { id, kind, name, settings, secret, addedAt: act.at, addedBy: actorOf(act).personId }
      const details = { kind, ...answeredFor(settings) }
      return changed(act, async (tx) => ok({ subject: id, details, value: await insertLine(tx, added) }))
    },
    'lines.change': (input, act) => changing(act, input.id, (tx, line) => change(tx, line, input)),
    'lines.remove': async ({ id }, act) => {
      const done = await changing(act, id, async (tx, { kind }) => {
        if ((await unfinishedOn(tx, id)) > 0) return conflict('line-in-use')
        const value = await changeLine(tx, id, { removedAt: act.at, secret: null })
        return ok({ subject: id, details: { kind }, value })
      })
      return done.ok ? ok({}) : done
    },
    'lines.check': async ({ id }, act) => {
      const before = await findLine(store.read, id)
      const line = lines.all.find((each) => each.id === id)
      if (!before || !line) return notFound
      const findings = [...(await findingsOf(parts, line)), ...parts.ownFindings(id)]
      return changing(act, id, async (tx, now) => {
        if (now.revision !== before.revision) return conflict('changed-meanwhile')
        const value = await changeLine(tx, id, { check: { at: act.at, findings: [...findings] } })
        const stops = findings.filter(({ verdict }) => verdict === 'stop').length
        return ok({ subject: id, details: { looks: findings.length - stops, stops }, value })
      })
    },
    ...createAgreementHandlers({ ...parts, changing }),
  }
}

/** Longer than any driver takes for its own questions; a line that answers nothing at all was not reached. */
const checkAtMostMs = 60_000

const findingsOf = ({ clock }: LineHandlerParts, line: Line): Promise<readonly Finding[]> =>
  within(clock, checkAtMostMs, line.preflight(), [{ finding: 'not-reached', verdict: 'stop' }])

const kindOf = (settings: LineSettings, secret: LineSecret): LineRecord['kind'] | undefined =>
  settings.kind === secret.kind ? settings.kind : undefined

/** Somebody's word that an unencrypted way is protected is an exception, and on record with their name. */
const answeredFor = (settings: LineSettings) =>
  Object.fromEntries(confirmationsIn(settings).map((confirmed) => [confirmed, true]))

/** A changed connection is another service until it was checked. */
async function change(
  tx: WriteStore,
  line: LineRecord,
  { name, settings, secret }: Parsed<'lines.change'>,
): Promise<Outcome<Committed<LineRecord>>> {
  const { id, kind } = line
  if ((settings && settings.kind !== kind) || (secret && secret.kind !== kind)) return conflict('kind-differs')
  const parts = { name, settings, secret }
  const given = Object.keys(parts).filter((part) => parts[part as keyof typeof parts] !== undefined)
  if (given.length === 0) return fail({ code: 'invalid', issues: ['name'] })
  const value = await changeLine(tx, id, {
    ...(name === undefined ? {} : { name }),
    ...(settings === undefined ? {} : { settings }),
    ...(secret === undefined ? {} : { secret }),
    ...((settings ?? secret) ? { check: null } : {}),
  })
  const details = {
    changed: given.join(' '),
    ...(name === undefined ? {} : changes({ name: line.name }, { name })),
    ...(settings ? { fields: differing(line.settings, settings).join(' '), ...answeredFor(settings) } : {}),
  }
  return ok({ subject: id, details, value })
}

/** Which fields of the connection differ. What they say stays out of the record: it may name a person's account. */
const differing = (before: LineSettings, after: LineSettings): readonly string[] => {
  const [was, is] = [before, after].map((all) => new Map<string, unknown>(Object.entries(all)))
  const fields = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])
  return [...fields].filter((field) => JSON.stringify(was?.get(field)) !== JSON.stringify(is?.get(field)))
}

async function listViews(parts: LineHandlerParts, now: number): Promise<LineView[]> {
  const records = await listLines(parts.store.read)
  const training = parts.lines.all.filter(({ kind }) => kind === 'training')
  const configured = records.filter(({ removedAt }) => removedAt === null)
  return [
    ...(await Promise.all(training.map((line) => trainingView(parts, line)))),
    ...(await Promise.all(configured.map((record) => viewOf(parts, record, now)))),
  ]
}

async function trainingView({ store }: LineHandlerParts, { id, kind, name, capabilities }: Line): Promise<LineView> {
  const chosen = trainingOutcomes.map(({ ending, outcome }) => ({ ending, outcome: words.trainingOutcomes[outcome] }))
  return {
    id,
    kind,
    name,
    training: true,
    standing: 'training',
    agreementStanding: 'not-needed',
    reminders: [],
    qualities: [...qualitiesFor(capabilities)],
    forms: [...formsFor(kind)],
    form: 'prepared',
    ...(await busyOn(store, id)),
    outcomes: [...chosen, { ending: words.anyOtherEnding, outcome: words.trainingOutcomes.deliver }],
  }
}

/** A configured line as the page sees it: everything but its credentials. */
async function viewOf({ store, lines }: LineHandlerParts, record: LineRecord, now: number): Promise<LineView> {
  const { id, kind, name, settings, agreement, check } = record
  const line = lines.all.find((each) => each.id === id)
  return {
    id,
    kind,
    name,
    training: false,
    settings,
    outcomes: [],
    standing: line?.standing(now) ?? 'removed',
    ...(line ? { abilities: abilitiesOf(line) } : {}),
    qualities: [...qualitiesFor(line?.capabilities ?? {})],
    forms: [...formsFor(kind)],
    form: formOf(kind, undefined, (await readRules(store.read))(id).form),
    ...(agreement ? { agreement } : {}),
    agreementStanding: agreementStanding(kind, agreement ?? undefined, now),
    reminders: [...agreementFindings(kind, agreement ?? undefined, now)],
    ...(check ? { check } : {}),
    ...(await busyOn(store, id)),
  }
}

const found = { exact: 'surely', lagging: 'later', none: 'never' } as const

const abilitiesOf = ({ capabilities: can }: Line): LineAbilities => ({
  stopsCalls: can.cancels,
  removesPages: can.removes,
  countsPages: can.countsPages,
  receives: can.receives,
  fetches: can.fetches === true,
  findsLost: found[can.listing.kind],
  callsAtOnce: can.concurrency,
})

const busyOn = async ({ read }: Store, id: LineId) => ({
  sending: await callsOn(read, id),
  waiting: await waitingFor(read, id),
})
