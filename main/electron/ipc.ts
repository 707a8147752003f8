/**
 * The one `ipcMain.handle`. Before anything is awaited it settles who is speaking: our window, its main frame, our
 * origin. A frame can be gone by the time a promise resolves, so nothing about the sender is read later.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Outcome } from '#app/domain/outcome.ts'
import { origin } from './protocol.ts'

export function answerCalls(
  call: (name: unknown, input: unknown, trusted: boolean) => Promise<Outcome<unknown>>,
  ourPage: () => WebContents | undefined,
): void {
  ipcMain.handle('faxdesk:call', (event, name: unknown, input: unknown) => {
    const trusted = fromOurPage(event, ourPage())
    return call(name, input, trusted)
  })
}

function fromOurPage(event: IpcMainInvokeEvent, ours: WebContents | undefined): boolean {
  const frame = event.senderFrame
  if (!frame || !ours || ours.isDestroyed()) return false
  if (event.sender.id !== ours.id || frame !== event.sender.mainFrame || frame.parent !== null) return false
  return frame.url === `${origin}/index.html` || frame.url.startsWith(`${origin}/index.html#`)
}
