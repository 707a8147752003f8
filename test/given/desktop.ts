/**
 * The running app: the real bundles on Electron or the stand-in, each with a data folder of its own. The page is
 * rebuilt on every lock, so ask `page()` each time. Lines that tell of an uncaught error make `close` fail.
 */
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

export type Desktop = {
  readonly app: ElectronApplication
  readonly folder: string
  /** The window that stands now. */
  readonly page: () => Promise<Page>
  /** Does what locks the desk, and answers the page that was built anew. */
  readonly rebuilt: (act: () => Promise<unknown>) => Promise<Page>
  /** Ends the app and throws if it told of an uncaught error. The data folder stays when it was handed in. */
  readonly close: () => Promise<void>
}

type Options = {
  readonly folder?: string
  readonly env?: Readonly<Record<string, string>>
  readonly appPath?: string
  readonly size?: string
}

/** Starts the app on a folder of its own, unless one is handed in. */
export async function startDesktop({ folder: given, env = {}, appPath = root }: Options = {}): Promise<Desktop> {
  const folder = given ?? mkdtempSync(path.join(tmpdir(), 'faxdesk-'))
  const app = await _electron.launch({
    args: [appPath],
    cwd: root,
    env: { ...clean(process.env), FAXDESK_DATA: folder, ...env },
  })
  const trouble: string[] = []
  app.process().stderr?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n'))
      if (/Uncaught Exception|UnhandledPromiseRejection/.test(line)) trouble.push(line)
  })
  const page = async (): Promise<Page> => app.windows().find((window) => !window.isClosed()) ?? app.firstWindow()
  return {
    app,
    folder,
    page,
    rebuilt: async (act) => {
      const next = app.waitForEvent('window')
      // The page that is acted on is destroyed by the act: that it cannot answer is what is wanted.
      await act().catch((error: unknown) => {
        if (!String(error).includes('has been closed')) throw error
      })
      return next
    },
    close: async () => {
      await app.close()
      if (!given) rmSync(folder, { recursive: true, force: true })
      if (trouble.length > 0) throw new Error(`uncaught in the main process: ${trouble.join(' | ')}`)
    },
  }
}

const clean = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined))
