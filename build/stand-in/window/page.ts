/**
 * A page from the inside: its Chromium target, its documents, its messages, its end.
 * `WebContents` is the face the app sees; everything the app must not see is here.
 */
import { randomUUID } from 'node:crypto'
import { emitPreventable, eventWith, StandInEvent } from '../app/events.ts'
import { host } from '../app/host.ts'
import { report } from '../app/trouble.ts'
import type { Peer } from '../chromium/cdp.ts'
import { followRenderer, forgetRenderer } from '../chromium/renderers.ts'
import type { Payload } from '../chromium/protocol.ts'
import { emulateTheme } from '../parts/native-theme.ts'
import { BINDING, ISOLATED_WORLD } from '../worlds/source.ts'
import { Closing } from './closing.ts'
import { Frame } from './frame.ts'
import { open, type Posted } from './incoming.ts'
import { dispatch } from './ipc-main.ts'
import { Navigation } from './navigation.ts'
import { Outbox } from './outbox.ts'
import { answerPathForFile } from './path-of-file.ts'
import { openTarget, type Target, type TargetOptions } from './target.ts'
import type { WebContents } from './web-contents.ts'

let lastId = 0
const pages = new WeakMap<WebContents, Page>()

/** The inside of a WebContents. */
export function pageOf(contents: WebContents): Page {
  const page = pages.get(contents)
  if (!page) throw new TypeError('not a WebContents')
  return page
}

export class Page {
  readonly id = ++lastId
  readonly face: WebContents
  readonly target: Promise<Target>
  readonly navigation = new Navigation(this)
  readonly frame = new Frame(this)
  readonly outbox = new Outbox(this)
  readonly #ended = Promise.withResolvers<void>()
  readonly #closing = new Closing(this)
  targetId = ''
  rendererPid = 0
  title = ''
  crashed = false
  /** Set as soon as the app regards it as gone, which may be before Chromium has closed it. */
  destroyed = false
  /** The preload's world in the document shown now. */
  isolatedContext: number | undefined
  #incoming: Promise<unknown> = Promise.resolve()

  constructor(face: WebContents, options: TargetOptions) {
    this.face = face
    pages.set(face, this)
    host.pages.set(this.id, this)
    this.target = openTarget(randomUUID(), this, options, (target) => this.#attached(target))
    this.target.catch((error: unknown) => {
      if (!host.leaving) report('electron stand-in: cannot open a window:', error)
      this.ended()
    })
  }

  /** Resolves when Chromium has closed it. */
  get gone(): Promise<void> {
    return this.#ended.promise
  }
  get closing(): boolean {
    return this.destroyed || this.#closing.begun
  }

  /** @param ask whether the document's `beforeunload` may keep it */
  close(ask: boolean): void {
    this.#closing.start(ask)
  }

  /** Gone for the app from now on; Chromium follows. */
  destroy(): void {
    this.close(false)
    this.#disown()
  }

  /** Chromium has closed it. */
  ended(): void {
    for (const [frameId, page] of host.frames) if (page === this) host.frames.delete(frameId)
    forgetRenderer(this)
    this.#disown()
    this.#ended.resolve()
  }

  #disown(): void {
    if (this.destroyed) return
    this.destroyed = true
    host.pages.delete(this.id)
    this.face.emit('destroyed')
  }

  #attached(target: Target): void {
    const { cdp, targetId } = target
    this.targetId = targetId
    host.frames.set(targetId, this)
    void this.#listenToBrowser(target)
    this.#listenToDocuments(cdp)
    this.navigation.listen(cdp)
    answerPathForFile(cdp)
    emulateTheme(cdp)
    cdp.on('Runtime.bindingCalled', (event) => event.name === BINDING && this.#posted(cdp, event))
    cdp.on('Page.javascriptDialogOpening', ({ type }) => type === 'beforeunload' && this.#beforeUnload(cdp))
    cdp.on('Runtime.consoleAPICalled', (event) => this.#consoleCalled(event))
    cdp.on('Inspector.targetCrashed', () => this.#rendererGone())
    cdp.on('Inspector.targetReloadedAfterCrash', () => (this.crashed = false))
  }

  async #listenToBrowser({ targetId, sessionId }: Target): Promise<void> {
    const { cdp } = await host.chromium
    const stops = [
      cdp.on('Target.detachedFromTarget', (event) => event.sessionId === sessionId && this.ended()),
      cdp.on('Target.targetDestroyed', (event) => event.targetId === targetId && this.ended()),
    ]
    await this.gone
    for (const stop of stops) stop()
  }

  #listenToDocuments(cdp: Peer): void {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string }
      if (context.name === ISOLATED_WORLD && frameId === this.targetId) this.isolatedContext = context.id
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (this.isolatedContext === executionContextId) this.isolatedContext = undefined
    })
    cdp.on('Runtime.executionContextsCleared', () => (this.isolatedContext = undefined))
    cdp.on('Page.frameNavigated', ({ frame }) => frame.id === this.targetId && this.#moved())
    cdp.on('Page.frameAttached', ({ frameId }) => host.frames.set(frameId, this))
    cdp.on('Page.frameDetached', ({ frameId, reason }) => reason === 'remove' && host.frames.delete(frameId))
  }

  async #moved(): Promise<void> {
    const { cdp } = await host.chromium
    await followRenderer(cdp, this).catch(() => {}) // Chromium may be gone
  }

  #titled(title: string): void {
    if (title === this.title) return
    this.title = title
    this.face.emit('page-title-updated', new StandInEvent(), title, true)
  }

  #posted(cdp: Peer, { payload, executionContextId }: Payload<'Runtime.bindingCalled'>): void {
    const posted = JSON.parse(payload) as Posted
    if (posted.kind === 'title') return this.#titled(posted.title)
    if (posted.kind === 'key') return void this.face.emit('before-input-event', new StandInEvent(), posted.input)
    const read = async (): Promise<void> => {
      const message = await open(posted, cdp, executionContextId)
      if (!this.destroyed) dispatch(this, message)
    }
    // Messages keep their order, also behind one whose bytes are still being read.
    this.#incoming = this.#incoming.then(read).catch((error: unknown) => {
      if (this.isolatedContext === executionContextId && !this.destroyed) report('electron stand-in: IPC:', error)
    })
  }

  /** Keeps the window open unless a will-prevent-unload listener overrules it. */
  #beforeUnload(cdp: Peer): void {
    const accept = emitPreventable(this.face, 'will-prevent-unload')
    if (!accept) this.#closing.refused()
    cdp.send('Page.handleJavaScriptDialog', { accept }).catch(() => {}) // another client may have been first
  }

  #consoleCalled({ type, args }: Payload<'Runtime.consoleAPICalled'>): void {
    const message = args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(' ')
    const level = type === 'warning' || type === 'error' || type === 'debug' ? type : 'info'
    this.face.emit('console-message', eventWith({ message, level, lineNumber: 0, sourceId: '', frame: this.frame }))
  }

  #rendererGone(): void {
    this.crashed = true
    this.isolatedContext = undefined
    const details = { reason: 'crashed', exitCode: 1 } as const
    this.face.emit('render-process-gone', new StandInEvent(), details)
    host.lifecycle.emit('renderer-gone', this.face, details)
  }
}
