/** What a check asks of a Faxbot gateway. Its own "ready" is not enough: it says so with a dead exchange behind it. */
import type { Finding, FindingName } from '#app/domain/fax/line.ts'
import type { SettingsOf } from '#app/domain/line-kinds/index.ts'
import { z } from 'zod'
import { plain } from '../http/address.ts'
import type { Asked, Http } from '../http/client.ts'
import { findingFor, parsed } from '../http/meaning.ts'

const Ready = z.object({
  status: z.string(),
  backend: z.string(),
  checks: z.record(z.string(), z.unknown()).catch({}),
})
type Ready = z.infer<typeof Ready>

export type Check = {
  readonly http: Http
  /** Without the key. */
  readonly open: Http
  readonly settings: SettingsOf<'faxbot'>
  readonly key: string
  /** No job has it: a key that may read is told so. */
  readonly unknownId: string
}

const stop = (finding: FindingName): Finding => ({ finding, verdict: 'stop' })
const look = (finding: FindingName): Finding => ({ finding, verdict: 'look' })

export async function lookOver(check: Check): Promise<readonly Finding[]> {
  const { http, open, settings, key } = check
  if (!http.allowed) return [stop('not-protected')]
  const known = await http.ask(jobOf(check))
  if (!isUnknownJob(known)) return [stop(findingFor(known))]
  const asked = await open.ask({ method: 'GET', path: '/health/ready' })
  const ready = asked.kind === 'answered' ? parsed(asked.bytes, Ready) : undefined
  if (!ready) return [stop(findingFor(asked))]
  return [
    ...(dials(ready) ? [] : [stop('server-not-dialling')]),
    ...behind(ready, settings),
    ...(isUnknownJob(await open.ask(jobOf(check))) ? [look('open-to-all')] : []),
    ...(key.startsWith('fbk_live_') ? [] : [look('key-of-all-rights')]),
    ...(plain(settings.address) ? [look('plain-connection')] : []),
    look('weak-evidence'),
  ]
}

const jobOf = ({ unknownId }: Check) => ({ method: 'GET', path: `/fax/${unknownId}` }) as const

const isUnknownJob = (asked: Asked): boolean => asked.kind === 'answered' && asked.status === 404

/** `sip` is an Asterisk, reached over its manager connection: without that, jobs stay queued for ever. */
const dials = ({ status, backend, checks }: Ready): boolean =>
  status === 'ready' && !(backend === 'sip' && checks['ami_connected'] === false)

/** The two that are no company's service. Every other one is, or is a plug-in nobody here knows. */
const own: readonly string[] = ['sip', 'freeswitch']

const behind = ({ backend }: Ready, { companyAgreed }: Check['settings']): readonly Finding[] => [
  ...(own.includes(backend) || companyAgreed ? [] : [stop('company-behind')]),
  // Seen: with this one a job that was not over at once never tells how it ended.
  ...(backend === 'sinch' ? [look('tells-no-end')] : []),
]
