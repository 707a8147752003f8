/**
 * Which ids a callback names: every short text and number in it, whatever the service calls the field. They are only ever
 * compared with ids of our own calls, so a wrong one finds nothing; what the callback says of them is not read at all.
 */
import { formIn } from '../lines/http/form.ts'
import type { Callback } from '../lines/callback.ts'

/** A callback has a few dozen. */
const atMost = 500
const longest = 100
const deepest = 8

/** Everything in body and query that could be an id. */
export async function mentionsIn({ url, header, body }: Callback): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const query = URL.parse(url)?.searchParams ?? []
  for (const [, value] of query) note(found, value)
  const text = Buffer.from(body).toString('utf8')
  const form = /form/.test(header('content-type') ?? '') ? await formIn(header('content-type'), body) : undefined
  if (form) for (const { value } of form.fields) gather(found, value)
  else gather(found, text)
  return found
}

function gather(found: Set<string>, text: string): void {
  note(found, text)
  try {
    walk(found, JSON.parse(text), 0)
  } catch {
    // Not JSON: the text itself was noted.
  }
}

function walk(found: Set<string>, value: unknown, depth: number): void {
  if (depth > deepest || found.size >= atMost) return
  if (typeof value === 'string') note(found, value)
  else if (typeof value === 'number') note(found, String(value))
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) walk(found, each, depth + 1)
}

function note(found: Set<string>, text: string): void {
  if (text !== '' && text.length <= longest && found.size < atMost) found.add(text)
}
