/**
 * A FHIR server's directory, asked search by search and page by page. The server is believed in nothing: pages are
 * followed only on its own origin, each has a size and a time, and none is read twice. Source: HL7 FHIR R4 §3.1.1
 * (search) and §3.1.1.3 (paging).
 */
import { importLimits, type SourceRow } from '#app/domain/contact/contact-import.ts'
import type { Clock, Incoming, Network } from '../../../ports.ts'
import { inParts, taken } from './fhir-file.ts'
import { createResources } from './fhir.ts'
import { createBundleReader, isObject, textIn, type Json } from './json.ts'

export type ServerParts = {
  readonly network: Pick<Network, 'fetch'>
  readonly clock: Clock
  /** As `serverAddress` answers it. */
  readonly base: string
  readonly signal: AbortSignal
  /** Told after each page: how many entries there were, of how many, where the server says so. */
  readonly passed: (entries: number, of: number) => void
}

export type ServerTrouble =
  'server-unreachable' | 'server-refused' | 'server-slow' | 'server-nonsense' | 'server-elsewhere'

/** Thrown by `readServer`: what went wrong, in one word. */
export class ServerError extends Error {
  readonly why: ServerTrouble
  constructor(why: ServerTrouble) {
    super(why)
    this.why = why
  }
}

/** A page that takes longer is not waited for. */
const answerMsAtMost = 30_000

const searches = [
  'PractitionerRole?_include=PractitionerRole:practitioner&_include=PractitionerRole:organization&_include=PractitionerRole:location',
  'Organization?active=true',
  'Location?_include=Location:organization',
]

/**
 * A typed address as it is used: https, or http to this very machine; no user, no question, no fragment. Undefined for
 * anything else.
 */
export function serverAddress(typed: string): string | undefined {
  if (!URL.canParse(typed)) return undefined
  const url = new URL(typed)
  const own = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && own)) return undefined
  if (url.username || url.password || url.search || url.hash) return undefined
  return url.href.replace(/\/*$/, '/')
}

/** The recipients of a server. Throws ServerError. */
export async function* readServer(parts: ServerParts) {
  const resources = createResources()
  const seen = new Set<string>()
  const keys = new Set<string>()
  let entries = 0
  let of = 0
  for (const search of searches) {
    let next: string | undefined = new URL(`${search}&_count=200`, parts.base).href
    let first = true
    while (next !== undefined && !parts.signal.aborted && !resources.full()) {
      if (seen.has(next) || seen.size >= importLimits.answersAtMost) throw new ServerError('server-nonsense')
      seen.add(next)
      const page = await askPage(parts, next)
      if (first) of += page.total
      first = false
      const rows: SourceRow[] = []
      for (const entry of page.entries) {
        entries += 1
        // Included resources come again with every page that refers to them.
        const key = keyOf(entry)
        if (key !== '' && keys.has(key)) continue
        keys.add(key)
        rows.push(...taken(resources, entry, entries))
      }
      parts.passed(entries, of)
      yield rows
      next = page.next === '' ? undefined : sameOrigin(page.next, next, parts.base)
    }
  }
  yield* inParts(resources.rows())
}

const keyOf = (entry: Json): string => {
  const resource = isObject(entry) ? entry['resource'] : undefined
  return isObject(resource) && textIn(resource, 'id')
    ? `${textIn(resource, 'resourceType')}/${textIn(resource, 'id')}`
    : ''
}

function sameOrigin(link: string, from: string, base: string): string {
  const url = URL.canParse(link, from) ? new URL(link, from) : undefined
  if (url?.origin !== new URL(base).origin) throw new ServerError('server-elsewhere')
  return url.href
}

type Page = { readonly entries: readonly Json[]; readonly next: string; readonly total: number }

async function askPage({ network, clock, signal }: ServerParts, url: string): Promise<Page> {
  const late = new AbortController()
  const undo = clock.after(answerMsAtMost, () => late.abort())
  try {
    const response = await network.fetch(url, {
      method: 'GET',
      headers: { accept: 'application/fhir+json' },
      signal: AbortSignal.any([signal, late.signal]),
    })
    if (response.status !== 200) throw new ServerError('server-refused')
    return await pageIn(response)
  } catch (error) {
    if (error instanceof ServerError) throw error
    if (late.signal.aborted) throw new ServerError('server-slow')
    if (signal.aborted) return { entries: [], next: '', total: 0 }
    throw new ServerError('server-unreachable')
  } finally {
    undo()
  }
}

async function pageIn(response: Incoming): Promise<Page> {
  const reader = createBundleReader()
  const entries: Json[] = []
  let next = ''
  let total = 0
  let type = ''
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > importLimits.answerBytesAtMost) throw new ServerError('server-nonsense')
    for (const { path, name, value } of pushed(reader, piece)) {
      if (path === 'entry') entries.push(value)
      else if (name === 'total' && typeof value === 'number') total = value
      else if (name === 'resourceType' && typeof value === 'string') type = value
      else if (name === 'link' && Array.isArray(value)) next = nextIn(value)
    }
  }
  if (!reader.ended() || type !== 'Bundle') throw new ServerError('server-nonsense')
  return { entries, next, total }
}

function pushed(reader: ReturnType<typeof createBundleReader>, piece: Uint8Array) {
  try {
    return reader.push(piece)
  } catch {
    throw new ServerError('server-nonsense')
  }
}

const nextIn = (links: readonly Json[]): string => {
  const link = links.find((one) => isObject(one) && one['relation'] === 'next')
  return isObject(link) ? textIn(link, 'url') : ''
}
