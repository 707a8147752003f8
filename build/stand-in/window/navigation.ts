/** Where a page is and where it may go: loading, `will-navigate`, links to the app's own scheme, popups. */
import { emitPreventable, StandInEvent } from '../app/events.ts'
import { host } from '../app/host.ts'
import { report } from '../app/trouble.ts'
import type { Peer } from '../chromium/cdp.ts'
import { schemes } from '../session/protocol.ts'
import { toApp, toChromium } from '../session/urls.ts'
import type { Page } from './page.ts'

type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** What Chromium can open by itself. */
const CHROMIUM_SCHEME = /^(https?|about|data|blob|javascript|file|chrome[a-z-]*):/
const MARKER = 'data:text/html,stand-in-'

export class Navigation {
  /** As the app knows it: `app://…`, never the address Chromium uses. */
  url = ''
  windowOpenHandler: WindowOpenHandler | undefined
  readonly #page: Page
  /** The document main has asked for itself: nobody is asked about that one. */
  #own: string | undefined

  constructor(page: Page) {
    this.#page = page
  }

  /** Whether the page shows a document of the app's, rather than the blank one it was made with. */
  get hasDocument(): boolean {
    return this.url !== '' && this.url !== 'about:blank' && !this.url.startsWith(MARKER)
  }

  listen(cdp: Peer): void {
    const { face } = this.#page
    const ifMain = (frameId: string, then: () => void): void => {
      if (frameId === this.#page.targetId) then()
    }
    cdp.on('Page.frameNavigated', ({ frame }) =>
      ifMain(frame.id, () => {
        this.url = toApp(frame.url + (frame.urlFragment ?? ''))
        face.emit('did-navigate', new StandInEvent(), this.url, 200, '')
      }),
    )
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) =>
      ifMain(frameId, () => {
        this.url = toApp(url)
        face.emit('did-navigate-in-page', new StandInEvent(), this.url, true)
      }),
    )
    cdp.on('Page.frameStartedLoading', ({ frameId }) => ifMain(frameId, () => face.emit('did-start-loading')))
    cdp.on('Page.frameStoppedLoading', ({ frameId }) => ifMain(frameId, () => face.emit('did-stop-loading')))
    cdp.on('Page.domContentEventFired', () => this.hasDocument && face.emit('dom-ready', new StandInEvent()))
    cdp.on('Page.loadEventFired', () => this.hasDocument && face.emit('did-finish-load', new StandInEvent()))
    cdp.on('Page.frameRequestedNavigation', ({ frameId, url }) => ifMain(frameId, () => this.#followLink(url)))
    cdp.on('Page.windowOpen', ({ url, windowName }) => this.#windowOpened(toApp(url), windowName))
  }

  /** @throws Error "<code> (<number>) loading '<url>'" as Electron's loadURL rejects */
  async load(url: string): Promise<void> {
    const { cdp } = await this.#page.target
    const failed = (code: string, errno: number): never => {
      this.#page.face.emit('did-fail-load', new StandInEvent(), errno, code, url, true)
      throw Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url })
    }
    const aborted = async (): Promise<never> => {
      await this.#page.gone
      // Whoever waits for this page while the app ends will not live to see it fail.
      return host.leaving ? new Promise<never>(() => {}) : failed('ERR_ABORTED', -3)
    }
    if (this.#page.closing) return aborted()
    const chromiumUrl = toChromium(url, schemes.keys())
    if (chromiumUrl === url && !CHROMIUM_SCHEME.test(url)) failed('ERR_UNKNOWN_URL_SCHEME', -302)
    this.#own = url
    const finished = this.#finished(cdp)
    const { errorText } = await cdp.send('Page.navigate', { url: chromiumUrl })
    const code = errorText?.replace(/^net::/, '')
    if (code) failed(code, code === 'ERR_ABORTED' ? -3 : -2)
    if (url !== 'about:blank' && (await finished) === 'gone') await aborted()
  }

  reload(): void {
    this.#own = this.url
    void this.#page.target.then(({ cdp }) => cdp.send('Page.reload')).catch(() => {})
  }

  /** Asks the app about a main-frame document that a request is for. @returns whether the page has to stay where it is */
  refuses(url: string, redirected: boolean): boolean {
    const own = this.#own?.split('#')[0] === url.split('#')[0] || (this.#own !== undefined && redirected)
    // A reload by the window itself or by a test is nobody's question; one by the page cannot be told from it here.
    if (url.split('#')[0] === this.url.split('#')[0] && !redirected) return false
    if (own) {
      if (redirected) return this.#prevented('will-redirect', url)
      this.#own = undefined
      return false
    }
    return this.#prevented(redirected ? 'will-redirect' : 'will-navigate', url)
  }

  #prevented(event: 'will-navigate' | 'will-redirect', url: string): boolean {
    const { face, frame } = this.#page
    const fields = { url, isMainFrame: true, isSameDocument: false, initiator: frame, frame }
    return emitPreventable(face, event, fields, url, false, true)
  }

  async #finished(cdp: Peer): Promise<'loaded' | 'gone'> {
    const loaded = Promise.withResolvers<'loaded'>()
    const stop = cdp.on('Page.loadEventFired', () => this.hasDocument && loaded.resolve('loaded'))
    try {
      return await Promise.race([loaded.promise, this.#page.gone.then(() => 'gone' as const)])
    } finally {
      stop()
    }
  }

  /** A link to `app://…` is an unknown scheme to Chromium; go there as Electron would. */
  #followLink(url: string): void {
    if (CHROMIUM_SCHEME.test(url) || toChromium(url, schemes.keys()) === url) return
    if (this.#prevented('will-navigate', url)) return
    // Chromium's own attempt must fail first, or it would cancel this one.
    this.#page.face.once('did-stop-loading', () => void this.load(url).catch(() => {}))
  }

  #windowOpened(url: string, frameName: string): void {
    const referrer = { url: this.url, policy: 'default' as const }
    const answer = this.windowOpenHandler?.({ url, frameName, features: '', disposition: 'foreground-tab', referrer })
    if (answer?.action === 'allow') report(`electron stand-in: popups cannot be allowed here (${url})`)
  }
}

/** What a window is called until its first document: found by it among Chromium's own. */
export function markerOf(token: string): string {
  return `stand-in-${token}`
}
