/** `ipcMain`, and how a page's message finds its handler. */
import { Emitter, eventWith } from '../app/events.ts'
import { report } from '../app/trouble.ts'
import type { Message } from './incoming.ts'
import type { Page } from './page.ts'

type Handler = Parameters<Electron.IpcMain['handle']>[1]

const handlers = new Map<string, Handler>()

export class IpcMain extends Emitter {
  handle(channel: string, listener: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, listener)
  }
  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

/** Calls the handler and sends its result or its error back; or emits, for a message that wants no answer. */
export function dispatch(page: Page, message: Message): void {
  const { face, frame } = page
  // The sender's document may be gone by now; Electron then gives null.
  const senderFrame = page.isolatedContext === message.contextId ? frame : null
  const fields = {
    sender: face,
    senderFrame,
    frameId: frame.routingId,
    processId: frame.processId,
    type: 'frame' as const,
  }
  if (message.kind === 'invoke') return void answer(page, message, eventWith(fields))
  const reply = (channel: string, ...args: unknown[]): void => face.send(channel, ...args)
  ipcMain.emit(message.channel, eventWith({ ...fields, ports: [], reply }), ...message.args)
}

async function answer(page: Page, { id, channel, args, contextId }: Message, event: object): Promise<void> {
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const result: unknown = await handler(event as Electron.IpcMainInvokeEvent, ...args)
    await page.outbox.deliver({ kind: 'result', id }, result, contextId)
  } catch (error) {
    report(`Error occurred in handler for '${channel}':`, error)
    await page.outbox.deliver(
      { kind: 'error', id },
      `Error invoking remote method '${channel}': ${String(error)}`,
      contextId,
    )
  }
}
