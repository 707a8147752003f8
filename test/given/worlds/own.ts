/** Worlds with protocols of their own: a HylaFAX server, an Asterisk server with the folder it shares, the training line. */
import { mkdtemp, rm } from 'node:fs/promises'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createAsterisk } from '#main/lines/asterisk/driver.ts'
import { createHylafax } from '#main/lines/hylafax/driver.ts'
import type { FaxTiff } from '#main/lines/asterisk/pages.ts'
import type { Driver } from '#main/lines/line.ts'
import { outcomeOf } from '#main/lines/training/outcomes.ts'
import { progressAt } from '#main/lines/training/progress.ts'
import { systemNetwork } from '#main/network.ts'
import type { Clock } from '#main/ports.ts'
import { fakeAsterisk, type Call } from '../asterisk/server.ts'
import { fakeServer, type FakeJob } from '../hylafax/server.ts'
import type { Ending, Fault } from '../service/service.ts'
import type { Slip } from './replies.ts'
import { createScript, type Place } from './script.ts'
import { hashOf, type Having, type Taken, type Where, type World } from './world.ts'

const nowhere = { address: '', port: 0, fingerprint: '', folder: '' }

/** The same in a protocol whose every answer is short: a no, or a break. A silence ends as a break, seconds later. */
function translated(slip: Slip | undefined) {
  if (!slip) return undefined
  const { taken, ...fault }: Fault = slip.fault
  return { taken, how: 'answer' in fault && fault.answer >= 400 && fault.answer < 500 ? 'refused' : 'reset' } as const
}

/** A job's state, status and pages at each end. */
const jobEnds: Readonly<Record<Ending, readonly [state: string, status: string, pages: number]>> = {
  delivered: ['D', '', 2],
  busy: ['F', 'Busy signal detected; too many attempts to dial', 0],
  'no-answer': ['F', 'No answer from remote; too many attempts to dial', 0],
  human: ['F', 'No carrier detected; too many attempts to dial', 0],
  partial: ['F', 'Unspecified Transmit Phase C error; too many attempts to send', 1],
  'unknown-state': ['F', 'Something nobody wrote down', 0],
}
const hylafaxSecret = { user: 'clinic', password: 'hush' }

export async function hylafaxWorld(): Promise<World> {
  const server = await fakeServer(hylafaxSecret)
  const script = createScript()
  const ended = new Map<string, Ending>()
  /** What was taken off the server again: it knows of it no more, but it was dialled. */
  let removed: FakeJob[] = []
  const idOf = (job: FakeJob): string => job.fields.get('JOBINFO') ?? ''
  const going = () =>
    server.jobs.map((job) => ({
      id: idOf(job),
      over: ended.has(idOf(job)),
      end: (ending: Ending) => {
        ended.set(idOf(job), ending)
        ;[job.state, job.status, job.pagesSent] = jobEnds[ending]
      },
    }))
  const before: FakeJob[] = []
  server.wishes.watcher = {
    arrived: (command) => {
      if (command === 'JSUBM') return translated(script.handedOver())
      if (command.startsWith('JDELE')) before.splice(0, before.length, ...server.jobs)
      if (command === 'LIST sendq') script.asked(going())
      return /^(LIST sendq|JDELE|STOT)/.test(command) ? translated(script.other(command.slice(0, 5))) : undefined
    },
    answering: (command) => {
      if (command === 'JSUBM') script.took(going())
      if (command.startsWith('JDELE')) removed.push(...before.filter((job) => !server.jobs.includes(job)))
      if (/^(JSUBM|LIST sendq|JDELE)/.test(command)) script.answering(command.slice(0, 5))
    },
  }
  const taken = (job: FakeJob, gone: boolean): Taken => ({
    sha256: hashOf(job.document.subarray(tiffHead.length)),
    ending: ended.get(idOf(job)),
    removed: gone,
  })
  type Kept = {
    readonly jobs: FakeJob[]
    readonly removed: FakeJob[]
    readonly ended: typeof ended
    readonly place: Place
  }
  const put = ({ jobs, removed: gone, ended: ends }: Omit<Kept, 'place'>): void => {
    server.jobs.splice(0, server.jobs.length, ...structuredClone(jobs))
    removed = structuredClone(gone)
    ended.clear()
    for (const [id, ending] of ends) ended.set(id, ending)
  }
  return {
    where: { ...nowhere, kind: 'hylafax', port: server.port },
    play: (play) => {
      put({ jobs: [], removed: [], ended: new Map() })
      script.play(play)
    },
    turn: script.turn,
    listen: script.listen,
    taken: () =>
      Promise.resolve([...server.jobs.map((job) => taken(job, false)), ...removed.map((job) => taken(job, true))]),
    keep: (): Kept => structuredClone({ jobs: server.jobs, removed, ended, place: script.keep() }),
    goBack: (kept: Kept) => {
      put(kept)
      script.goBack(kept.place)
    },
    cut: server.cut,
    close: server.close,
  }
}

const hylafaxLine = ({ port }: Where, clock: Clock): Driver =>
  createHylafax({
    network: systemNetwork,
    clock,
    faxTiff,
    settings: { kind: 'hylafax', host: '127.0.0.1', port, user: hylafaxSecret.user, protectedNetwork: false },
    secret: { kind: 'hylafax', password: hylafaxSecret.password },
  })

/** Servers that take no PDF get a TIFF: here one that holds the packet as it is. */
const tiffHead = Buffer.from('II*\0')
const faxTiff: FaxTiff = (packet) => Promise.resolve({ bytes: Buffer.concat([tiffHead, packet]), pages: 2 })

const asteriskSecret = { user: 'faxdesk', password: 'hush' }

export async function asteriskWorld(): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), 'faxdesk-exchange-'))
  const server = await fakeAsterisk({ ...asteriskSecret, folder })
  const script = createScript()
  const ended = new Map<string, Ending>()
  const files = (): readonly string[] => readdirSync(folder)
  function end(call: Call, ending: Ending): void {
    ended.set(call.reference, ending)
    if (ending === 'busy') server.notConnected('BUSY', 17, call)
    else if (ending === 'no-answer') server.notConnected('NOANSWER', 19, call)
    else if (ending === 'unknown-state') server.notConnected('SOMETHING', 0, call)
    else if (ending === 'delivered') server.finish('SUCCESS', 2, 'HANGUP', call)
    else server.finish('FAILED', ending === 'partial' ? 1 : 0, 'The call dropped prematurely', call)
  }
  const going = () =>
    server.calls
      // Without its document it dialled nobody.
      .filter(({ document }) => document !== undefined)
      .map((call) => ({
        id: call.reference,
        over: ended.has(call.reference),
        end: (ending: Ending) => end(call, ending),
      }))
  server.wishes.watcher = {
    arrived: (action) => {
      if (action === 'Originate') return translated(script.handedOver())
      if (action !== 'Status') return undefined
      script.asked(going())
      return translated(script.other(action))
    },
    answering: (action) => {
      if (action === 'Originate') script.took(going())
      if (action === 'Originate' || action === 'Status') script.answering(action)
    },
  }
  type Kept = {
    readonly calls: readonly Call[]
    readonly ended: ReadonlyMap<string, Ending>
    readonly files: readonly (readonly [name: string, bytes: Buffer])[]
    readonly place: Place
  }
  const put = (kept: Omit<Kept, 'place'>): void => {
    for (const name of files()) rmSync(path.join(folder, name), { force: true })
    for (const [name, bytes] of kept.files) writeFileSync(path.join(folder, name), bytes)
    server.calls.splice(0, server.calls.length, ...structuredClone(kept.calls))
    ended.clear()
    for (const [id, ending] of kept.ended) ended.set(id, ending)
  }
  return {
    where: { ...nowhere, kind: 'asterisk', port: server.port, fingerprint: server.fingerprint, folder },
    play: (play) => {
      put({ calls: [], ended: new Map(), files: [] })
      script.play(play)
    },
    turn: script.turn,
    listen: script.listen,
    taken: () =>
      Promise.resolve(
        server.calls.flatMap(({ reference, document }) =>
          document
            ? [
                {
                  sha256: hashOf(document.subarray(tiffHead.length)),
                  ending: ended.get(reference),
                  removed: !files().includes(`${reference}.tif`),
                },
              ]
            : [],
        ),
      ),
    keep: (): Kept => ({
      calls: structuredClone(server.calls),
      ended: new Map(ended),
      files: files().map((name) => [name, readFileSync(path.join(folder, name))]),
      place: script.keep(),
    }),
    goBack: (kept: Kept) => {
      put(kept)
      script.goBack(kept.place)
    },
    cut: server.cut,
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const asteriskLine = ({ port, fingerprint, folder }: Where, clock: Clock): Driver =>
  createAsterisk({
    network: systemNetwork,
    clock,
    faxTiff,
    settings: {
      kind: 'asterisk',
      host: '127.0.0.1',
      port,
      user: asteriskSecret.user,
      fingerprint,
      folder,
      serverFolder: '/srv/faxdesk',
      from: '+12025550101',
      protectedFolder: true,
    },
    secret: { kind: 'asterisk', password: asteriskSecret.password },
  })

export const ownLines: Readonly<Record<string, (where: Where, clock: Clock) => Driver>> = Object.freeze({
  hylafax: hylafaxLine,
  asterisk: asteriskLine,
})

/** The training line keeps its book in the store itself; numbers say what becomes of a call. */
export const trainingWorld = (): World => ({
  where: { ...nowhere, kind: 'training' },
  play: () => undefined,
  turn: () => undefined,
  listen: () => undefined,
  taken: trainingCalls,
  keep: () => undefined,
  goBack: () => undefined,
  cut: () => undefined,
  close: () => Promise.resolve(),
})

async function trainingCalls({ store, clock }: Having): Promise<readonly Taken[]> {
  const book = await store.read.selectFrom('training_call').selectAll().orderBy('submitted_at').execute()
  return book.map(({ e164, sha256, pages, submitted_at: submittedAt, cancelled_at: cancelledAt }, at) => {
    const earlier = book.slice(0, at).filter((other) => other.e164 === e164 && other.sha256 === sha256).length
    const facts = { submittedAt, cancelledAt, pages, outcome: outcomeOf(e164), earlier, pace: 1 }
    const news = progressAt(facts, clock.now() + 86_400_000)
    const ending = news.phase === 'failed' ? (news.pagesSent > 0 ? 'partial' : 'busy') : 'delivered'
    return { sha256, ending: news.phase === 'cancelled' ? 'cancelled' : ending, removed: false }
  })
}
