/**
 * Asterisk: an exchange of the practice's own. It dials and sends a TIFF that lies on its disk, keeps no list and tells a
 * result once, to whoever listens. So a document goes into a shared folder, the call is placed over the manager interface
 * (TLS only), and the dialplan leaves the result in that folder too: what was not heard is read. Where neither says what
 * became of a call, it is left to a person. Where the server fetches documents from our public address there is no folder, and
 * only what was heard is known. Experimental: SFTP is not made.
 */
import type { PartsOf } from '../drivers.ts'
import type { Call, Cancelled, Driver, Found, News, Submission, Submitted } from '../line.ts'
import { lookOver } from './check.ts'
import { createFetched } from './fetched.ts'
import { createFolder } from './folder.ts'
import type { Fields, Message } from './message.ts'
import type { FaxTiff } from './pages.ts'
import { final, newsOf, saysMore, type Dated } from './reports.ts'
import { SessionTrouble, type Session } from './session.ts'
import { createWatch } from './watch.ts'
import { withoutReceived } from '../without.ts'

export type AsteriskParts = PartsOf<'asterisk'> & { readonly faxTiff: FaxTiff }

/** Up to the moment the call is placed; afterwards one answer is waited for. Together less than `answerWithinMs`. */
const prepareWithinMs = 60_000
const answerWithinMs = 90_000
/** The dialplan gives up ringing a little sooner, so that it can say why. */
const ringForMs = 60_000
const minute = 60_000

export function createAsterisk(parts: AsteriskParts): Driver {
  const { clock, settings, faxTiff } = parts
  const fetches = settings.way === 'fetch'
  const folder = fetches ? createFetched(parts.wayIn) : createFolder(settings.folder)
  const watch = createWatch(parts)
  const stopped = new Set<string>()

  const reportOf = async (reference: string): Promise<Dated | undefined> => {
    const heard = watch.heard(reference)
    return final(heard) ? heard : saysMore(heard, await folder.report(reference))
  }

  async function submit(submission: Submission): Promise<Submitted> {
    const { reference, packet, quality, pages } = submission
    const until = clock.elapsed() + prepareWithinMs
    const tiff = await faxTiff(packet, quality)
    if (tiff?.pages !== pages) return { kind: 'refused', reason: 'packet-unreadable' }
    const placing = { begun: false }
    try {
      await folder.put(reference, tiff.bytes)
      const session = await watch.session()
      if (clock.elapsed() > until) throw new SessionTrouble('not-reached')
      watch.follow(reference)
      placing.begun = true
      const answer = await session.ask(
        'Originate',
        originate(submission, settings, folder.addressOf?.(reference)),
        reference,
      )
      if (answer.get('Response') === 'Success') return { kind: 'accepted', providerId: reference }
      await folder.clear(reference).catch(() => undefined)
      return { kind: 'refused', reason: refusal(answer) }
    } catch (error) {
      // Once it was asked to place the call it may have: then the document stays where the call needs it.
      if (placing.begun && error instanceof SessionTrouble) return { kind: 'lost' }
      await folder.clear(reference).catch(() => undefined)
      const refused = error instanceof SessionTrouble && error.trouble === 'sign-in-refused'
      return { kind: 'refused', reason: refused ? 'account-trouble' : 'provider-trouble' }
    }
  }

  /** Channels of our calls that are up, by reference; undefined when the server did not say. */
  async function channels(of: Promise<Session>): Promise<ReadonlyMap<string, string> | undefined> {
    try {
      const list = await (await of).list('Status', [['Variables', 'FXD_REF']], 'StatusComplete')
      return new Map(list.map((event) => [referenceOf(event), event.get('Channel')]))
    } catch (error) {
      return silent(error, undefined)
    }
  }

  async function newsFor(call: Call, up: ReadonlyMap<string, string> | undefined): Promise<News> {
    const { reference, pages, startedAt } = call
    const known = { pages, startedAt, stopped: stopped.has(reference) }
    // Read after the channels were listed: a call that ended in between has left its result by now.
    const dated = await reportOf(reference)
    if (dated && final(dated)) return newsOf(dated, known)
    if (!up) return dated ? underway(dated) : unknown
    if (up.has(reference)) return dated ? underway(dated) : { phase: 'accepted' }
    // Nothing of it is up any more. Nobody having answered is an end; otherwise nobody knows.
    return dated?.report.stage === 'not-answered' ? newsOf(dated, known) : unknown
  }

  async function statuses(calls: readonly Call[]): Promise<ReadonlyMap<string, News>> {
    for (const { reference } of calls) watch.follow(reference)
    const reports = await Promise.all(calls.map(({ reference }) => reportOf(reference)))
    const up = reports.every(final) ? undefined : await channels(watch.whenRested())
    return new Map(await Promise.all(calls.map(async (call) => [call.reference, await newsFor(call, up)] as const)))
  }

  const status = async (call: Call): Promise<News> => (await statuses([call])).get(call.reference) ?? unknown

  async function list(reference: string, handedOver: Partial<Call> = {}): Promise<Found> {
    const call = { ...handedOver, reference }
    const up = await channels(watch.session())
    const found = up?.has(reference) === true || (await reportOf(reference)) !== undefined
    if (found) return { kind: 'found', providerId: reference, news: await newsFor(call, up) }
    return { kind: up ? 'not-known' : 'no-answer' }
  }

  /** Hangs up, and asks for some seconds what became of the call. */
  async function cancel(call: Call): Promise<Cancelled> {
    if (final(await reportOf(call.reference))) return 'too-late'
    try {
      const session = await watch.session()
      const channel = (await channels(Promise.resolve(session)))?.get(call.reference)
      if (channel === undefined) return 'no-answer'
      stopped.add(call.reference)
      if ((await session.ask('Hangup', [['Channel', channel]])).get('Response') !== 'Success') return 'no-answer'
    } catch (error) {
      return silent(error, 'no-answer')
    }
    for (let looks = 0; looks < 5; looks += 1) {
      const news = await status(call)
      if (news.phase === 'delivered') return 'too-late'
      // With pages gone, the next look at the call tells how many: the fax is not called off untouched.
      if (news.phase === 'cancelled' || news.phase === 'failed')
        return news.phase === 'cancelled' ? 'stopped' : 'no-answer'
      await new Promise<void>((resolve) => clock.after(1_000, resolve))
    }
    return 'no-answer'
  }

  async function remove({ reference }: Call): Promise<'removed' | 'not-known' | 'no-answer'> {
    watch.forget(reference)
    stopped.delete(reference)
    return folder.clear(reference).catch(() => 'no-answer')
  }

  return {
    capabilities: {
      training: false,
      concurrency: 2,
      countsPages: true,
      cancels: true,
      // Where it fetched them, the dialplan empties them there; nobody here sees whether it did.
      removes: !fetches,
      receives: false,
      superfine: true,
      ...(fetches ? ({ fetches } as const) : {}),
      // What it does not know it may still have dialled: results are only in a folder anybody may have cleared.
      listing: { kind: 'lagging', lagMs: 2 * minute },
    },
    // It has no queue: a call that is taken is dialled at once.
    pace: { answerWithinMs, askEveryMs: 5_000, longestCallMs: (pages) => 10 * minute + pages * 3 * minute },
    preflight: () => lookOver({ settings, folder, session: watch.session }),
    submit,
    status,
    statuses,
    list,
    cancel,
    remove,
    ...withoutReceived,
  }
}

const unknown: News = { phase: 'unknown' }

const underway = (dated: Dated): News =>
  dated.report.stage === 'answered' ? { phase: 'sending', pagesSent: 0 } : { phase: 'accepted' }

/** The call as the dialplan wants it; beside the number only our reference and our own number. The sealed pages bear the sender line already. */
const originate = ({ reference, to }: Submission, settings: AsteriskParts['settings'], url?: string): Fields => [
  ['Channel', `Local/${to}@faxdesk-dial/n`],
  ['Context', 'faxdesk-answered'],
  ['Exten', 's'],
  ['Priority', '1'],
  ['Timeout', String(ringForMs)],
  ['CallerID', `Fax <${settings.from.replace('+', '')}>`],
  ['Async', 'true'],
  ['Variable', `FXD_REF=${reference}`],
  ['Variable', `FXD_FOLDER=${settings.serverFolder}`],
  ['Variable', `FXD_STATION=${settings.from}`],
  ...(url === undefined ? [] : [['Variable', `FXD_URL=${url}`] as const]),
]

/** Both halves of a call bear its reference; hanging up either ends both. */
const referenceOf = (event: Message): string =>
  event
    .all('Variable')
    .find((each) => each.startsWith('FXD_REF='))
    ?.slice('FXD_REF='.length) ?? ''

const refusal = (answer: Message): 'account-trouble' | 'refused-by-line' =>
  /permission|forbidden/i.test(answer.get('Message')) ? 'account-trouble' : 'refused-by-line'

function silent<T>(error: unknown, answer: T): T {
  if (error instanceof SessionTrouble) return answer
  throw error
}
