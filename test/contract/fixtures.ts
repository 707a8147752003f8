/**
 * What every contract test stands on: the contract app, started afresh for each test on the shell that is here,
 * and a watch on stderr, so that an error nobody handled fails the test in which it happened.
 */
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BrowserWindow } from 'electron'

/** What the app's preload exposes. */
export interface Api {
  echo(...args: unknown[]): Promise<unknown[]>
  fail(): Promise<never>
  missing(): Promise<never>
  who(): Promise<Record<string, unknown>>
  file(name: string): Promise<Uint8Array>
  on(channel: string, listener: (...args: unknown[]) => void): () => void
  once(channel: string, listener: (...args: unknown[]) => void): void
  pathOf(file: File): string
  requirable(names: readonly string[]): readonly string[]
  boom(): never
  title(): string
  readonly process: readonly unknown[]
  readonly nested: { readonly deep: { value: number } }
}

/** What the app's main script leaves on its global for tests. */
export interface Contract {
  readonly tooEarly: Readonly<Record<string, string>>
  readonly tooLate: string
  readonly popups: string[]
  readonly navigations: string[]
  readonly requests: string[]
  readonly seconds: { last: string; cwd: string; data: unknown }[]
  readonly heard: unknown[]
  readonly senders: string[]
  readonly created: number
  readonly folder: string
  /** The first window there is. */
  readonly window: BrowserWindow
  open(options?: object): Promise<BrowserWindow>
  openStore(
    options?: object,
  ): Promise<{ set(key: string, value: unknown): void; get(key: string): unknown; readonly path: string }>
}

declare global {
  interface Window {
    readonly api: Api
    inline?: string
    scriptRan?: boolean
  }
  var contract: Contract
}

export type Launch = (options?: { env?: Record<string, string>; colorScheme?: null }) => Promise<ElectronApplication>

interface Fixtures {
  /** The app's data folder; gone after the test. */
  readonly dataFolder: string
  /** Starts the app; closed after the test, if it has not ended by then. */
  readonly launch: Launch
  readonly shell: ElectronApplication
  readonly page: Page
}

export const appFolder = path.join(import.meta.dirname, 'app')
const TROUBLE = /Uncaught Exception|UnhandledPromiseRejection|electron stand-in:/

/** The first window, once its page is there: before that, an evaluation could meet a page that is just arriving. */
export async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  await page.getByRole('heading', { name: 'Contract' }).waitFor()
  return page
}

export const test = base.extend<Fixtures>({
  dataFolder: async ({ browserName }, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), `contract-${browserName}-`))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  },
  launch: async ({ dataFolder }, use) => {
    const apps: ElectronApplication[] = []
    const trouble: string[] = []
    await use(async ({ env = {}, ...options } = {}) => {
      const given = { ...process.env, CONTRACT_DATA: dataFolder, ...env } as Record<string, string>
      const app = await _electron.launch({ args: [appFolder], env: given, ...options })
      app.process().stderr?.on('data', (text: Buffer) => {
        trouble.push(
          ...String(text)
            .split('\n')
            .filter((line) => TROUBLE.test(line)),
        )
      })
      apps.push(app)
      return app
    })
    for (const app of apps) await app.close().catch(() => {})
    expect(trouble, 'errors nobody handled').toEqual([])
  },
  shell: async ({ launch }, use) => use(await launch()),
  page: async ({ shell }, use) => use(await firstPage(shell)),
})

export { expect }
