/** `shell`: hands things over to the desktop where there is one to be seen. */
import { spawn } from 'node:child_process'
import { headless } from '../chromium/launch.ts'
import { closed } from '../fidelity/not-here.ts'

function handOver(what: string): void {
  if (headless) return
  const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' }
  spawn(openers[process.platform] ?? 'xdg-open', [what], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

export const shell = closed('shell', {
  openExternal: async (url: string): Promise<void> => handOver(url),
  /** Resolves with '' for no error. */
  openPath: async (path: string): Promise<string> => {
    handOver(path)
    return ''
  },
  showItemInFolder: (_fullPath: string): void => {},
})
