/**
 * Every request of every frame and worker comes through here before it could leave the machine:
 * the app is asked, its own schemes are answered, the rest goes on.
 */
import { host } from '../app/host.ts'
import { report } from '../app/trouble.ts'
import { asBinary, bytesOf, type Peer } from '../chromium/cdp.ts'
import type { Payload, Protocol } from '../chromium/protocol.ts'
import type { Page } from '../window/page.ts'
import { settlePermissions } from './permissions.ts'
import { handlers, schemes, type ProtocolHandler } from './protocol.ts'
import { cspToChromium, isAppUrl, toApp, toChromium } from './urls.ts'
import { ask, listens } from './web-request.ts'

type Paused = Payload<'Fetch.requestPaused'>
type HeaderLists = Record<string, string[]>
type Header = Protocol.Fetch.HeaderEntry

/**
 * Chromium itself refuses popups of a page with this policy, silently, as Electron does for `{ action: 'deny' }`;
 * the handler still hears of the attempt. Everything else a page could do stays allowed.
 */
const NO_POPUPS: Header = {
  name: 'Content-Security-Policy',
  value:
    'sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-presentation ' +
    'allow-same-origin allow-scripts allow-storage-access-by-user-activation allow-top-navigation',
}

const RESOURCE_TYPES: Readonly<Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
  WebSocket: 'webSocket',
}

/** Starts interception; resolves when no request can slip through any more. */
export async function interceptRequests(cdp: Peer): Promise<void> {
  cdp.on('Fetch.requestPaused', (paused) => void new Exchange(cdp, paused).run())
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

function toLists(headers: readonly Header[]): HeaderLists {
  const lists: HeaderLists = {}
  for (const { name, value } of headers) (lists[name] ??= []).push(value)
  return lists
}

function toEntries(headers: Record<string, string | string[]>): Header[] {
  return Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })))
}

/** One request on its way. */
class Exchange {
  readonly #cdp: Peer
  readonly #paused: Paused
  /** The app's form of the address. */
  readonly #url: string
  readonly #page: Page | undefined
  /** The page whose main document this is, if it is one. */
  readonly #shows: Page | undefined

  constructor(cdp: Peer, paused: Paused) {
    this.#cdp = cdp
    this.#paused = paused
    this.#url = toApp(paused.request.url)
    this.#page = host.frames.get(paused.frameId)
    this.#shows = paused.resourceType === 'Document' && this.#page?.targetId === paused.frameId ? this.#page : undefined
  }

  async run(): Promise<void> {
    try {
      if (this.#paused.responseErrorReason) await this.#goOn({})
      else if (this.#paused.responseStatusCode === undefined) await this.#requested()
      else await this.#answered(this.#paused.responseStatusCode)
    } catch (error) {
      if (/Chromium is gone|Invalid InterceptionId/.test(String(error))) return // nobody waits for it any more
      report(`electron stand-in: ${this.#url}:`, error)
      await this.#fail('Failed').catch(() => {})
    }
  }

  async #requested(): Promise<void> {
    const { request, resourceType, redirectedRequestId } = this.#paused
    if (this.#shows?.navigation.refuses(this.#url, redirectedRequestId !== undefined)) return this.#fail('Aborted')
    const before = await ask('onBeforeRequest', { ...this.#details(), uploadData: [] })
    if (before.cancel) return this.#fail('BlockedByClient')
    if (before.redirectURL) return this.#goOn({ url: toChromium(before.redirectURL, schemes.keys()) })
    if (this.#shows) await settlePermissions(this.#shows, request.url)
    if (!isAppUrl(request.url))
      return this.#goOn({ interceptResponse: this.#refusesPopups || listens('onHeadersReceived', this.#url) })
    // Only a browser asks for this by itself; Electron does not.
    if (resourceType === 'Other' && this.#url.endsWith('/favicon.ico')) return this.#fulfill(204, [], Buffer.alloc(0))
    const handler = handlers.get(this.#url.slice(0, this.#url.indexOf(':')))
    return handler ? this.#serve(handler) : this.#fail('Failed')
  }

  async #serve(handler: ProtocolHandler): Promise<void> {
    const { method, headers: requestHeaders, postDataEntries } = this.#paused.request
    const body =
      postDataEntries && Buffer.concat(postDataEntries.map(({ bytes }) => (bytes ? bytesOf(bytes) : Buffer.alloc(0))))
    const request = new Request(this.#url, {
      method,
      headers: requestHeaders,
      body: /^(GET|HEAD)$/.test(method) ? null : (body ?? null),
    })
    let response: Response
    let bytes: Buffer
    try {
      response = await handler(request)
      bytes = Buffer.from(await response.arrayBuffer())
    } catch {
      return this.#fail('Failed') // as Electron: the page sees a failed request, main keeps its silence
    }
    const headers = toLists([...response.headers].map(([name, value]) => ({ name, value })))
    const seen = await this.#seenByApp(response.status, headers)
    if (seen) await this.#fulfill(response.status || 200, seen, bytes)
  }

  /** An answer from elsewhere. */
  async #answered(statusCode: number): Promise<void> {
    const { requestId, responseHeaders = [] } = this.#paused
    const seen = await this.#seenByApp(statusCode, toLists(responseHeaders))
    if (seen)
      await this.#cdp.send('Fetch.continueResponse', { requestId, responseCode: statusCode, responseHeaders: seen })
  }

  /** @returns the headers the page gets, or undefined if the app has refused the answer */
  async #seenByApp(statusCode: number, responseHeaders: HeaderLists): Promise<Header[] | undefined> {
    const statusLine = `HTTP/1.1 ${statusCode}`
    const answer = await ask('onHeadersReceived', { ...this.#details(), statusCode, statusLine, responseHeaders })
    if (answer.cancel) {
      await this.#fail('BlockedByResponse')
      return undefined
    }
    const headers = toEntries(answer.responseHeaders ?? responseHeaders).map(({ name, value }) =>
      name.toLowerCase().startsWith('content-security-policy')
        ? { name, value: cspToChromium(value, schemes.keys()) }
        : { name, value },
    )
    return this.#refusesPopups ? [...headers, NO_POPUPS] : headers
  }

  get #refusesPopups(): boolean {
    return this.#shows?.navigation.windowOpenHandler !== undefined
  }

  #details(): Omit<Electron.OnBeforeRequestListenerDetails, 'uploadData'> {
    const { requestId, request, resourceType } = this.#paused
    const other = resourceType === 'Document' ? 'subFrame' : (RESOURCE_TYPES[resourceType] ?? 'other')
    return {
      id: Number.parseInt(requestId.replace(/\D/g, ''), 10) || 0,
      url: this.#url,
      method: request.method,
      resourceType: this.#shows ? 'mainFrame' : other,
      referrer: toApp(request.headers['Referer'] ?? ''),
      timestamp: Date.now(),
      ...(this.#page && {
        webContentsId: this.#page.id,
        webContents: this.#page.face as unknown as Electron.WebContents,
      }),
    }
  }

  async #goOn(how: { url?: string; interceptResponse?: boolean }): Promise<void> {
    await this.#cdp.send('Fetch.continueRequest', { requestId: this.#paused.requestId, ...how })
  }

  async #fulfill(responseCode: number, responseHeaders: Header[], body: Buffer): Promise<void> {
    const { requestId } = this.#paused
    await this.#cdp.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body: asBinary(body) })
  }

  async #fail(errorReason: Protocol.Network.ErrorReason): Promise<void> {
    await this.#cdp.send('Fetch.failRequest', { requestId: this.#paused.requestId, errorReason })
  }
}
