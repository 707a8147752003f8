/**
 * iFax: a cloud service of which little is known. Every question is a POST, and every answer has HTTP status 200; what it
 * means stands in the body. It has no field for a reference of ours and no list that is documented, so a fax whose answer
 * was lost is never found again here: a person looks in the company's console. Experimental.
 */
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { z } from 'zod'
import type { PartsOf } from '../drivers.ts'
import { jsonBody } from '../http/body.ts'
import { createHttp, type Asked } from '../http/client.ts'
import { findingFor, notTaken, read } from '../http/meaning.ts'
import type { Call, Driver, News, Submission, Submitted } from '../line.ts'
import { refusal } from './codes.ts'
import { Fax, Frame, newsOf, Queued } from './faxes.ts'
import { withoutCancel, withoutRemove, withoutReceived } from '../without.ts'

const minute = 60_000
const sendWithinMs = 60_000
const answerWithinMs = 90_000

const qualities: Readonly<Record<Quality, string>> = { standard: 'Standard', fine: 'HD', superfine: 'HD' }

export function createIfax({ network, clock, settings, secret }: PartsOf<'ifax'>): Driver {
  const http = createHttp({ network, clock, ...settings, headers: { accessToken: secret.accessToken } })
  const ask = (path: string, said: object, withinMs = 15_000): Promise<Asked> =>
    http.ask({ method: 'POST', path, body: jsonBody(said), withinMs })

  async function submit(submission: Submission): Promise<Submitted> {
    const asked = await ask('/fax-send', bodyOf(submission, settings.from), sendWithinMs)
    const refused = notTaken(asked)
    if (refused) return refused
    const frame = read(asked, Frame)
    if (frame?.status === 0) return { kind: 'refused', reason: refusal(frame.code) }
    const job = Queued.safeParse(frame?.data).data
    return job ? { kind: 'accepted', providerId: job.jobId } : { kind: 'lost' }
  }

  async function status({ providerId, ...handedOver }: Call): Promise<News> {
    const fax = providerId === undefined ? undefined : dataOf(await ask('/fax-status', { jobId: providerId }), Fax)
    return fax ? newsOf(fax, handedOver) : { phase: 'unknown' }
  }

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    // Its list is used to see whether the key is accepted, and for nothing else.
    const asked = await ask('/fax-lists', {})
    const frame = read(asked, Frame)
    if (!frame) return [{ finding: findingFor(asked), verdict: 'stop' }]
    if (frame.status === 0) {
      const signedIn = refusal(frame.code) !== 'account-trouble'
      return [{ finding: signedIn ? 'answer-not-understood' : 'sign-in-refused', verdict: 'stop' }]
    }
    return [
      { finding: 'pages-stay-there', verdict: 'look' },
      { finding: 'weak-evidence', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 2,
      countsPages: true,
      cancels: false,
      removes: false,
      receives: false,
      listing: { kind: 'none' },
    },
    pace: { answerWithinMs, askEveryMs: 30_000, longestCallMs: (pages) => 60 * minute + pages * 3 * minute },
    preflight,
    submit,
    status,
    list: () => Promise.resolve({ kind: 'no-answer' }),
    ...withoutCancel,
    ...withoutRemove,
    ...withoutReceived,
  }
}

/** What a good answer holds, in the wanted shape; undefined for everything else. */
function dataOf<T extends z.ZodType>(asked: Asked, schema: T): z.output<T> | undefined {
  const frame = read(asked, Frame)
  return frame?.status === 1 ? schema.safeParse(frame.data).data : undefined
}

/** No cover field is filled. The file's name is our reference: it helps a person who looks for a fax in their console. */
const bodyOf = ({ reference, to, packet, quality }: Submission, from: string): object => ({
  faxNumber: to,
  callerId: from,
  faxQuality: qualities[quality],
  faxData: [{ fileName: `${reference}.pdf`, fileData: Buffer.from(packet).toString('base64') }],
})
