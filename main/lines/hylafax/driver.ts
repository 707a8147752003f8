/**
 * HylaFAX: an own fax server, by its client protocol (RFC 959's manner, port 4559). The protocol encrypts nothing, so it
 * is used on this computer or over a network somebody answers for. The server is handed the very dots of the rendition, as
 * a TIFF; the recipient gets them with the server's own header line. Job fields are open to every user of the server:
 * the number and our random reference are all they hold.
 */
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { Clock } from '../../ports.ts'
import { onThisComputer } from '../http/address.ts'
import type { FaxTiff } from '../asterisk/pages.ts'
import type { Cancelled, Driver, Found, News, Submission, Submitted } from '../line.ts'
import { listJobs, newsOf, type Job } from './jobs.ts'
import { quoted } from './replies.ts'
import { createQueue } from './queue.ts'
import { listReceived, readReceived, removeReceived } from './recvq.ts'
import { inSession, SessionTrouble, type Server, type Session } from './session.ts'

export type HylafaxParts = Server & { readonly clock: Clock; readonly faxTiff: FaxTiff }

/** Up to the moment the job is submitted; afterwards one reply is waited for. Together less than `answerWithinMs`. */
const prepareWithinMs = 60_000
const answerWithinMs = 120_000
/** A server's clean-up forgets finished jobs after 15 minutes (faxqclean's default); we believe its list for less. */
const forgetsAfterMs = 10 * 60_000
/** A submission whose answer was lost may still stand before a busy server. */
const settlesAfterMs = 30_000
const minute = 60_000

export function createHylafax(parts: HylafaxParts): Driver {
  const { clock, settings } = parts
  const queue = createQueue()
  const takenAt = new Map<string, number>()
  const session = <T>(work: (session: Session) => Promise<T>): Promise<T> => queue.take(() => inSession(parts, work))
  const list = queue.shared(() => inSession(parts, listJobs))

  const newsFor = (job: Job): News =>
    newsOf(job, Math.max(0, clock.now() - (takenAt.get(job.reference) ?? clock.now())))

  async function submit(submission: Submission): Promise<Submitted> {
    const sent = { job: false }
    const until = clock.now() + prepareWithinMs
    const tiff = await parts.faxTiff(submission.packet, submission.quality)
    if (tiff?.pages !== submission.pages) return { kind: 'refused', reason: 'packet-unreadable' }
    try {
      const providerId = await session((open) =>
        submitJob(open, { ...submission, packet: tiff.bytes }, () => {
          if (clock.now() > until) throw new SessionTrouble('broken-off')
          sent.job = true
        }),
      )
      takenAt.set(submission.reference, clock.now())
      return { kind: 'accepted', providerId }
    } catch (error) {
      return notTaken(error, sent.job)
    }
  }

  async function find(reference: string): Promise<Found> {
    try {
      const job = (await list()).get(reference)
      return job ? { kind: 'found', providerId: job.id, news: newsFor(job) } : { kind: 'not-known' }
    } catch (error) {
      return silent(error, { kind: 'no-answer' })
    }
  }

  async function status({ reference }: { readonly reference: string }): Promise<News> {
    const found = await find(reference)
    return found.kind === 'found' ? found.news : { phase: 'unknown' }
  }

  /** A call under way ends some seconds after it was told to: what became of it is asked until it is over. */
  async function cancel({ reference }: { readonly reference: string }): Promise<Cancelled> {
    try {
      const asked = await session((open) => kill(open, reference))
      if (asked !== 'ending') return asked
      for (let looks = 0; looks < 5; looks += 1) {
        await new Promise<void>((resolve) => clock.after(2_000, resolve))
        const news = await status({ reference })
        if (news.phase === 'delivered' || news.phase === 'failed') return 'too-late'
        // With pages gone, the next look at the call tells how many: the fax is not called off untouched.
        if (news.phase === 'cancelled') return news.pagesSent === 0 ? 'stopped' : 'no-answer'
      }
      return 'no-answer'
    } catch (error) {
      return silent(error, 'no-answer')
    }
  }

  return {
    capabilities: {
      training: false,
      concurrency: 4,
      countsPages: true,
      cancels: true,
      removes: true,
      receives: true,
      listing: { kind: 'exact', settlesAfterMs, forgetsAfterMs },
    },
    pace: { answerWithinMs, askEveryMs: 5_000, longestCallMs: (pages) => 60 * minute + pages * 3 * minute },
    preflight: () => lookOver(settings, session),
    submit,
    status,
    list: find,
    cancel,
    remove: async ({ reference }) => {
      try {
        return await session((open) => removeJob(open, reference))
      } catch (error) {
        return silent(error, 'no-answer')
      }
    },
    received: () => answered(() => session(listReceived)),
    content: (providerId) => answered(() => session((open) => readReceived(open, providerId))),
    removeReceived: async (providerId) =>
      (await answered(() => session((open) => removeReceived(open, providerId)))) ?? 'no-answer',
  }
}

/** Before the job was submitted nothing can have been dialled; afterwards only the server knows. */
function notTaken(error: unknown, submitted: boolean): Submitted {
  if (!(error instanceof SessionTrouble)) throw error
  if (error.trouble === 'sign-in-refused') return { kind: 'refused', reason: 'account-trouble' }
  if (error.trouble === 'refused') return { kind: 'refused', reason: 'refused-by-line' }
  return submitted ? { kind: 'lost' } : { kind: 'refused', reason: 'provider-trouble' }
}

function silent<T>(error: unknown, answer: T): T {
  if (error instanceof SessionTrouble) return answer
  throw error
}

/** Undefined where the server did not answer. */
const answered = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await ask()
  } catch (error) {
    return silent(error, undefined)
  }
}

/** Lines per inch: the server takes any number without a word, so only these two are ever sent. */
const resolutions: Readonly<Record<Quality, number>> = { standard: 98, fine: 196, superfine: 196 }

/** @param leaving called just before the server is told to begin: from then on it may have the fax */
async function submitJob(
  { must, store }: Session,
  { reference, to, packet, quality }: Submission,
  leaving: () => void,
): Promise<string> {
  await must('TZONE GMT', 200)
  await must('TYPE I', 200)
  await must('FORM TIFF', 200)
  const file = /FILE: (\/\S+)/.exec((await store('STOT', packet)).text)?.[1]
  const id = /jobid: (\d+)/.exec((await must('JNEW', 200)).text)?.[1]
  if (!file || !id) throw new SessionTrouble('not-understood')
  for (const parameter of jobParameters(reference, to, quality)) await must(`JPARM ${parameter}`, 213)
  await must(`JPARM DOCUMENT ${file}`, 200)
  leaving()
  await must('JSUBM', 200)
  return id
}

/** Retries are ours: the server dials once. LASTTIME counts from SENDTIME and must be there, or the job is dead at once. */
const jobParameters = (reference: string, to: string, quality: Quality): readonly string[] => [
  'SENDTIME NOW',
  'LASTTIME 000100',
  'MAXDIALS 1',
  'MAXTRIES 1',
  `DIALSTRING ${quoted(to)}`,
  `EXTERNAL ${quoted(to)}`,
  'FROMUSER "Faxdesk"',
  'NOTIFY "none"',
  `JOBINFO ${quoted(reference)}`,
  `VRES ${resolutions[quality]}`,
  'PAGEWIDTH 216',
  'PAGELENGTH 279',
  // Every page goes whole, its blank end too: what arrives is what was sealed.
  'PAGECHOP "none"',
]

async function kill(session: Session, reference: string): Promise<Cancelled | 'ending'> {
  const job = (await listJobs(session)).get(reference)
  if (!job) return 'no-answer'
  if (job.state === 'D' || job.state === 'F') return 'too-late'
  await session.must(`JOB ${job.id}`, 200)
  const { code } = await session.ask(`JKILL ${job.id}`)
  if (code === 504) return 'too-late'
  if (code !== 200) return 'no-answer'
  return job.state === 'R' ? 'ending' : 'stopped'
}

/** Takes a finished job and its document off the server. */
async function removeJob(session: Session, reference: string): Promise<'removed' | 'not-known' | 'no-answer'> {
  const job = (await listJobs(session)).get(reference)
  if (!job) return 'not-known'
  if (job.state !== 'D' && job.state !== 'F') return 'no-answer'
  return (await session.ask(`JDELE ${job.id}`)).code === 200 ? 'removed' : 'no-answer'
}

/** The password is not even sent where nobody answers for the way. */
async function lookOver(
  { host, protectedNetwork }: Server['settings'],
  session: <T>(work: (session: Session) => Promise<T>) => Promise<T>,
): Promise<readonly Finding[]> {
  const here = onThisComputer(host)
  if (!here && !protectedNetwork) return [{ finding: 'not-protected', verdict: 'stop' }]
  const plain: readonly Finding[] = here ? [] : [{ finding: 'plain-connection', verdict: 'look' }]
  try {
    return [...plain, ...(await session(askServer))]
  } catch (error) {
    return [...plain, { finding: findingFor(error), verdict: 'stop' }]
  }
}

async function askServer({ must, read }: Session): Promise<readonly Finding[]> {
  const { text } = await must('STAT', 211)
  const modems = (await read('LIST status')).toString('latin1')
  const dialling = /scheduler reached/i.test(text) && /Running/i.test(modems)
  return dialling ? [] : [{ finding: 'server-not-dialling', verdict: 'stop' }]
}

function findingFor(error: unknown): Finding['finding'] {
  if (!(error instanceof SessionTrouble)) throw error
  switch (error.trouble) {
    case 'sign-in-refused':
      return 'sign-in-refused'
    case 'not-understood':
    case 'refused':
      return 'answer-not-understood'
    default:
      return 'not-reached'
  }
}
