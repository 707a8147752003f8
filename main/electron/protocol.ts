/**
 * The `app://faxdesk/` scheme. Built files come from an exact table made at start: what is not in it does not exist.
 * Bytes of documents come from `/document/…`, behind the same gate as every call, and never while locked.
 */
import { protocol } from 'electron'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Outcome } from '#app/domain/outcome.ts'

export const scheme = 'app'
export const origin = `${scheme}://faxdesk`

/** Scripts and everything else from our origin only; `wasm-unsafe-eval` is what pdf.js needs for its image decoders. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
}

/** Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ])
}

/** Reads the bytes of one document, until the page has left; the application judges session and rights. */
export type ReadDocument = (kind: string, id: string, signal: AbortSignal) => Promise<Outcome<Uint8Array>>

/** Serves the page from `folder` (absolute path of the built renderer) and documents from `readDocument`. */
export function serve(folder: string, readDocument: ReadDocument): void {
  const files = tableOf(folder)
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'faxdesk' || request.method !== 'GET') return nothing(404)
    const [, area, kind, id, ...rest] = url.pathname.split('/')
    if (area === 'document')
      return rest.length === 0
        ? documentAnswer(request, kind, await readDocument(kind ?? '', id ?? '', request.signal))
        : nothing(404)
    const file = files.get(url.pathname)
    if (!file) return nothing(404)
    return new Response(new Uint8Array(await readFile(file)), { headers: headersFor(path.extname(file)) })
  })
}

function tableOf(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const absolute = entries.map((entry) => path.join(entry.parentPath, entry.name))
  return new Map(absolute.map((file) => [`/${path.relative(folder, file).split(path.sep).join('/')}`, file]))
}

function headersFor(extension: string): Record<string, string> {
  return {
    'Content-Type': types[extension] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}

/** Kinds of documents that are one page as a picture. */
const pictures: ReadonlySet<string> = new Set(['cover', 'sealed', 'received', 'trial', 'thumb'])

/** A PDF, or a page as a picture, whole or one range of it (RFC 9110 §14). Never cached: after a lock nothing may answer for us. */
function documentAnswer(request: Request, kind: string | undefined, outcome: Outcome<Uint8Array>): Response {
  if (!outcome.ok) return nothing(outcome.fault.code === 'not-found' ? 404 : 403)
  const bytes = outcome.value
  const headers = {
    ...headersFor(''),
    'Content-Type': pictures.has(kind ?? '') ? 'image/png' : 'application/pdf',
    'Cache-Control': 'no-store',
    'Accept-Ranges': 'bytes',
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '')
  if (!range) return new Response(copy(bytes), { headers: { ...headers, 'Content-Length': String(bytes.byteLength) } })
  const from = Number(range[1])
  const to = Math.min(range[2] ? Number(range[2]) : bytes.byteLength - 1, bytes.byteLength - 1)
  if (from > to) return nothing(416)
  return new Response(copy(bytes.subarray(from, to + 1)), {
    status: 206,
    headers: {
      ...headers,
      'Content-Range': `bytes ${from}-${to}/${bytes.byteLength}`,
      'Content-Length': String(to - from + 1),
    },
  })
}

/** Response takes bytes over a plain ArrayBuffer; a Buffer may be a window into Node's shared pool. */
const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const nothing = (status: number): Response => new Response(null, { status })
