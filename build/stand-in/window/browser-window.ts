/** Electron's `BrowserWindow`: a page with a place on the screen. In a headless run the place is only remembered. */
import { emitPreventable, Emitter, StandInEvent } from '../app/events.ts'
import { host, needReady } from '../app/host.ts'
import { headless } from '../chromium/launch.ts'
import { alive, refusingOnceDestroyed } from '../fidelity/destroyed.ts'
import type { NativeImage } from '../parts/native-image.ts'
import { screen } from '../parts/screen.ts'
import { pageOf } from './page.ts'
import { WebContents } from './web-contents.ts'

type State = 'normal' | 'minimized' | 'maximized'

let lastId = 0
const windows = new Map<number, BrowserWindow>()
/** The id of the window in front. */
let focused: number | undefined

/** The stand-in can only show pages that are cut off from Node; anything weaker would be tested here and run elsewhere. */
function refuseWeakPage(preferences: Electron.WebPreferences): void {
  const { nodeIntegration, contextIsolation, sandbox, webSecurity, webviewTag, partition } = preferences
  const weak = nodeIntegration || contextIsolation === false || sandbox === false || webSecurity === false || webviewTag
  if (weak) throw new Error('electron stand-in: only sandboxed, isolated pages without Node or webviews are supported')
  if (partition) throw new Error('electron stand-in: partitions are not supported')
}

export class BrowserWindow extends Emitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return windows.get(focused ?? 0) ?? null
  }
  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((win) => win.#contents === contents) ?? null
  }

  readonly id = ++lastId
  readonly #contents: WebContents
  readonly #minimum: { readonly width: number; readonly height: number }
  #bounds: Electron.Rectangle
  #state: State = 'normal'
  #visible: boolean
  #destroyed = false
  #contentProtected = false
  #title: string

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    needReady('Cannot create BrowserWindow before app is ready')
    const { x = 0, y = 0, width = 800, height = 600, minWidth = 0, minHeight = 0, webPreferences = {} } = options
    refuseWeakPage(webPreferences)
    const { preload, additionalArguments = [] } = webPreferences
    this.#minimum = { width: minWidth, height: minHeight }
    this.#bounds = { x, y, width: Math.max(width, minWidth), height: Math.max(height, minHeight) }
    this.#visible = options.show !== false
    this.#title = options.title ?? host.identity.name
    const { width: pageWidth, height: pageHeight } = this.#bounds
    this.#contents = new WebContents({ width: pageWidth, height: pageHeight, preload, additionalArguments })
    windows.set(this.id, this)
    this.#follow(this.#contents)
    host.lifecycle.emit('window-created', this)
    if (this.#visible) this.#takeFocus()
  }

  get webContents(): WebContents {
    alive(this)
    return this.#contents
  }

  #follow(contents: WebContents): void {
    contents.once('did-finish-load', () => this.emit('ready-to-show'))
    contents.on('destroyed', () => this.#gone())
    contents.on('page-title-updated', (event: StandInEvent, title: string) => {
      this.emit('page-title-updated', event, title, true)
      if (!event.defaultPrevented) this.#title = title
    })
  }

  loadURL(url: string): Promise<void> {
    return this.#contents.loadURL(url)
  }
  loadFile(file: string): Promise<void> {
    return this.#contents.loadFile(file)
  }
  capturePage(rect?: Electron.Rectangle): Promise<NativeImage> {
    return this.#contents.capturePage(rect)
  }

  /** Asks: a `close` listener or the document's `beforeunload` may refuse. */
  close(): void {
    if (emitPreventable(this, 'close')) host.lifecycle.emit('close-refused')
    else pageOf(this.#contents).close(true)
  }
  /** Does not ask. The window is gone when this returns; its renderer process ends right after. */
  destroy(): void {
    pageOf(this.#contents).destroy()
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this.id)
    if (focused === this.id) focused = undefined
    this.emit('closed')
    host.lifecycle.emit('window-closed')
  }

  show(): void {
    this.#visible = true
    this.#place({ windowState: 'normal' })
    this.emit('show')
    this.focus()
  }
  hide(): void {
    this.#visible = false
    this.#place({ windowState: 'minimized' })
    this.emit('hide')
    this.blur()
  }
  focus(): void {
    this.#contents.focus()
    this.#takeFocus()
  }
  blur(): void {
    if (focused !== this.id) return
    focused = undefined
    this.emit('blur', new StandInEvent())
  }
  isVisible(): boolean {
    return this.#visible
  }
  isFocused(): boolean {
    return focused === this.id
  }
  #takeFocus(): void {
    if (focused === this.id) return
    BrowserWindow.getFocusedWindow()?.blur()
    focused = this.id
    this.emit('focus', new StandInEvent())
  }

  minimize(): void {
    this.#become('minimized', 'minimize')
    this.blur()
  }
  maximize(): void {
    this.#become('maximized', 'maximize')
  }
  unmaximize(): void {
    this.#become('normal', 'unmaximize')
  }
  restore(): void {
    this.#become('normal', 'restore')
  }
  isMinimized(): boolean {
    return this.#state === 'minimized'
  }
  isMaximized(): boolean {
    return this.#state === 'maximized'
  }
  #become(state: State, event: string): void {
    if (this.#state === state) return
    this.#state = state
    this.#place({ windowState: state })
    this.emit(event, new StandInEvent())
  }

  getBounds(): Electron.Rectangle {
    return this.isMaximized() ? { ...screen.getPrimaryDisplay().workArea } : { ...this.#bounds }
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds
    const { x, y, width, height } = { ...before, ...bounds }
    this.#bounds = { x, y, width: Math.max(width, this.#minimum.width), height: Math.max(height, this.#minimum.height) }
    this.#place({ left: x, top: y, width: this.#bounds.width, height: this.#bounds.height })
    if (x !== before.x || y !== before.y) this.emit('move', new StandInEvent())
    if (width !== before.width || height !== before.height) this.emit('resize', new StandInEvent())
  }
  /** Moves or changes the real window, where there is one to be seen. */
  #place(bounds: { windowState: State } | { left: number; top: number; width: number; height: number }): void {
    if (headless && 'windowState' in bounds) return
    void Promise.all([host.chromium, pageOf(this.#contents).target])
      .then(([{ cdp }, { windowId }]) => cdp.send('Browser.setWindowBounds', { windowId, bounds }))
      .catch(() => {}) // it may be closing
  }

  setTitle(title: string): void {
    this.#title = title
  }
  getTitle(): string {
    return this.#title
  }
  /** Nothing here can capture the screen: remembered for `isContentProtected`. */
  setContentProtection(enable: boolean): void {
    this.#contentProtected = enable
  }
  isContentProtected(): boolean {
    return this.#contentProtected
  }
  setTitleBarOverlay(_options: Electron.TitleBarOverlayOptions): void {}
  setBackgroundColor(_color: string): void {}
  setMenuBarVisibility(_visible: boolean): void {}
}

refusingOnceDestroyed(BrowserWindow.prototype)
