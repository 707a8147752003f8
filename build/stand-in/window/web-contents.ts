/** Electron's `webContents`, as far as the product and its tests use it. */
import path from 'node:path'
import { Emitter } from '../app/events.ts'
import { host } from '../app/host.ts'
import { report } from '../app/trouble.ts'
import { refusingOnceDestroyed } from '../fidelity/destroyed.ts'
import type { NativeImage } from '../parts/native-image.ts'
import { defaultSession, type Session } from '../session/session.ts'
import type { Frame } from './frame.ts'
import { capture, printToPdf } from './output.ts'
import { Page } from './page.ts'
import type { TargetOptions } from './target.ts'

export class WebContents extends Emitter {
  static getAllWebContents(): WebContents[] {
    return [...host.pages.values()].map((page) => page.face)
  }
  static fromId(id: number): WebContents | undefined {
    return host.pages.get(id)?.face
  }
  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return [...host.pages.values()].find((page) => page.targetId === targetId)?.face
  }

  readonly id: number
  readonly session: Session = defaultSession
  readonly #page: Page
  #zoom = 1

  constructor(options: TargetOptions) {
    super()
    this.#page = new Page(this, options)
    this.id = this.#page.id
    host.lifecycle.emit('contents-created', this)
  }

  get mainFrame(): Frame {
    return this.#page.frame
  }
  isDestroyed(): boolean {
    return this.#page.destroyed
  }
  isCrashed(): boolean {
    return this.#page.crashed
  }

  loadURL(url: string): Promise<void> {
    return this.#page.navigation.load(url)
  }
  loadFile(file: string): Promise<void> {
    return this.loadURL(String(new URL(`file://${path.resolve(file)}`)))
  }
  reload(): void {
    this.#page.navigation.reload()
  }
  getURL(): string {
    return this.#page.navigation.url
  }
  getTitle(): string {
    return this.#page.title
  }
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#page.navigation.windowOpenHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    this.#page.outbox.deliver({ kind: 'event', channel }, args).catch((error: unknown) => {
      report('electron stand-in: webContents.send:', error)
    })
  }
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { cdp } = await this.#page.target
    const reply = await cdp.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    })
    const { exceptionDetails, result } = reply
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as unknown
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    return printToPdf((await this.#page.target).cdp, options)
  }
  async capturePage(rect?: Electron.Rectangle): Promise<NativeImage> {
    return capture((await this.#page.target).cdp, rect)
  }
  /** There is no printer: as if a person had cancelled. Tests replace the method. */
  print(
    _options?: Electron.WebContentsPrintOptions,
    callback?: (success: boolean, failureReason: string) => void,
  ): void {
    queueMicrotask(() => callback?.(false, 'Print job canceled'))
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor
  }
  getZoomFactor(): number {
    return this.#zoom
  }
  async setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> {}
  getProcessId(): number {
    return this.#page.frame.processId
  }
  /** The renderer's; 0 until it runs. */
  getOSProcessId(): number {
    return this.#page.rendererPid
  }
  focus(): void {
    void this.#page.target.then(({ cdp }) => cdp.send('Page.bringToFront')).catch(() => {})
  }
  close(options: { waitForBeforeUnload?: boolean } = {}): void {
    this.#page.close(options.waitForBeforeUnload ?? false)
  }
  forcefullyCrashRenderer(): void {
    void this.#page.target.then(({ cdp }) => cdp.send('Page.crash')).catch(() => {})
  }
}

refusingOnceDestroyed(WebContents.prototype)
