/** Electron's `app`: who the app is, where its files are, one instance, and the order in which it ends. */
import { BrowserWindow } from '../window/browser-window.ts'
import type { WebContents } from '../window/web-contents.ts'
import { commandLine } from './command-line.ts'
import { emitPreventable, Emitter, StandInEvent } from './events.ts'
import { host } from './host.ts'
import { getPath, setPath } from './paths.ts'
import { claimInstance, type Claim } from './single-instance.ts'

type PathName = Parameters<Electron.App['getPath']>[0]

/** How far the app is on its way out. `closing`: windows are being asked. `leaving`: nothing can stop it. */
type Ending = 'no' | 'closing' | 'leaving'

const ready = Promise.withResolvers<void>()
const KILL_AFTER_MS = 2000

export class App extends Emitter {
  readonly commandLine = commandLine
  readonly isPackaged = false
  /** There is one on macOS only. */
  readonly dock = undefined
  #ending: Ending = 'no'
  #claim: Claim | undefined

  constructor() {
    super()
    const { lifecycle } = host
    lifecycle.on('window-created', (win: BrowserWindow) => this.emit('browser-window-created', new StandInEvent(), win))
    lifecycle.on('contents-created', (contents: WebContents) =>
      this.emit('web-contents-created', new StandInEvent(), contents),
    )
    lifecycle.on('renderer-gone', (contents: WebContents, details: Electron.RenderProcessGoneDetails) =>
      this.emit('render-process-gone', new StandInEvent(), contents, details),
    )
    lifecycle.on('child-gone', (details: Electron.Details) =>
      this.emit('child-process-gone', new StandInEvent(), details),
    )
    lifecycle.on('menu-role', (role: string) => role === 'quit' && this.quit())
    lifecycle.on('close-refused', () => this.#stay())
    lifecycle.on('window-closed', () => this.#windowClosed())
  }

  get name(): string {
    return host.identity.name
  }
  set name(name: string) {
    host.identity.name = name
  }
  getName(): string {
    return this.name
  }
  setName(name: string): void {
    this.name = name
  }
  getVersion(): string {
    return host.identity.version
  }
  getAppPath(): string {
    return host.identity.appPath
  }
  getPath(name: PathName): string {
    return getPath(name)
  }
  setPath(name: string, value: string): void {
    setPath(name, value)
  }
  getLocale(): string {
    return commandLine.getSwitchValue('lang') || Intl.DateTimeFormat().resolvedOptions().locale
  }

  // What has no meaning without a real desktop shell is accepted and does nothing.
  setAppUserModelId(_id: string): void {}
  enableSandbox(): void {}
  setAboutPanelOptions(_options: Electron.AboutPanelOptionsOptions): void {}
  focus(_options?: Electron.FocusOptions): void {}

  whenReady(): Promise<void> {
    return ready.promise
  }
  isReady(): boolean {
    return host.ready
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    if (this.#claim?.held) return true
    const notice = { argv: process.argv, cwd: process.cwd(), additionalData }
    this.#claim = claimInstance(getPath('userData'), notice, ({ argv, cwd, additionalData: data }) =>
      this.emit('second-instance', new StandInEvent(), argv, cwd, data),
    )
    return this.#claim.held
  }
  hasSingleInstanceLock(): boolean {
    return this.#claim?.held ?? false
  }
  releaseSingleInstanceLock(): void {
    if (this.#claim?.held) this.#claim.release()
    this.#claim = undefined
  }

  quit(): void {
    if (this.#ending !== 'no' || emitPreventable(this, 'before-quit')) return
    this.#ending = 'closing'
    const windows = BrowserWindow.getAllWindows()
    if (windows.length === 0) this.#willQuit()
    for (const win of windows) {
      if (this.#ending === 'closing') win.close()
    }
  }
  exit(code = 0): void {
    if (this.#ending === 'leaving') return
    this.#ending = 'leaving'
    host.leaving = true
    this.emit('quit', new StandInEvent(), code)
    const told = this.#claim?.held === false ? this.#claim.told : undefined
    this.releaseSingleInstanceLock()
    void leave(code, told)
  }

  #stay(): void {
    if (this.#ending === 'closing') this.#ending = 'no'
  }
  #windowClosed(): void {
    if (BrowserWindow.getAllWindows().length > 0 || this.#ending === 'leaving') return
    if (this.#ending === 'closing') this.#willQuit()
    else if (!this.emit('window-all-closed')) this.quit()
  }
  #willQuit(): void {
    if (emitPreventable(this, 'will-quit')) this.#stay()
    else this.exit(0)
  }
}

/** Chromium first, so that it can finish writing its own files; then this process. */
async function leave(code: number, told: Promise<void> | undefined): Promise<void> {
  await told
  if (host.ready) {
    const { process: browser, cdp } = await host.chromium
    const exited = new Promise((resolve) => (browser.exitCode === null ? browser.once('exit', resolve) : resolve(null)))
    cdp.send('Browser.close').catch(() => {})
    const timer = setTimeout(() => browser.kill('SIGKILL'), KILL_AFTER_MS)
    await exited
    clearTimeout(timer)
  }
  process.exit(code)
}

export const app = new App()

/** Chromium runs and answers: opens what Electron opens at 'ready', and says so. */
export function becomeReady(): void {
  host.ready = true
  app.emit('will-finish-launching')
  app.emit('ready', new StandInEvent(), {})
  ready.resolve()
}
