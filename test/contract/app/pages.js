/** What `app://faxdesk/…` answers: the page, and bodies of every kind a product could serve. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; frame-src 'self'"
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' }

/** A body whose bytes can be told from their place. */
export function bytesOf(size) {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at++) bytes[at] = at % 251
  return bytes
}

function inPieces(count) {
  let piece = 0
  return new ReadableStream({
    pull(controller) {
      if (piece === count) controller.close()
      else controller.enqueue(new TextEncoder().encode(`piece ${piece++};`))
    },
  })
}

function ranged(request, body) {
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.get('range') ?? '') ?? []
  if (from === undefined) return new Response(body)
  return new Response(body.slice(Number(from), Number(to) + 1), {
    status: 206,
    headers: { 'content-range': `bytes ${from}-${to}/${body.length}` },
  })
}

/** @param {Request} request */
export async function answer(request) {
  const url = new URL(request.url)
  switch (url.pathname) {
    case '/url':
      return Response.json({ url: request.url, method: request.method, header: request.headers.get('x-asked') })
    case '/ranged':
      return ranged(request, bytesOf(1000))
    case '/pieces':
      return new Response(inPieces(5))
    case '/broken':
      return new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('torn')) }))
    case '/throws':
      throw new Error('the handler failed')
    case '/hash': {
      const body = new Uint8Array(await request.arrayBuffer())
      return Response.json({ size: body.length, hash: createHash('sha256').update(body).digest('hex') })
    }
    case '/large':
      return new Response(bytesOf(Number(url.searchParams.get('size'))))
    default:
      return file(url.pathname)
  }
}

async function file(pathname) {
  const name = path.basename(pathname)
  if (!['index.html', 'other.html', 'page.js'].includes(name)) return new Response('not here', { status: 404 })
  const headers = {
    'content-type': TYPES[path.extname(name)],
    'content-security-policy': CSP,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  }
  return new Response(await readFile(path.join(import.meta.dirname, name)), { headers })
}
