/** The inbox room, put together: the watched folder, its scans, and what people do with them. */
import { traceOf } from '../door/door.ts'
import type { Share } from '../door/handler.ts'
import { readSetting } from '../store/settings.ts'
import { createDiscardedScans } from './discarded.ts'
import { createInboxHandlers, type InboxHandlerParts, type InboxNames } from './handlers.ts'
import { createInbox, type Inbox, type InboxParts } from './inbox.ts'
import { inboxSetting } from './setting.ts'

export type InboxRoomParts = InboxParts & Pick<InboxHandlerParts, 'addScan' | 'askForFolder'>

export type InboxRoom = {
  readonly handlers: Share<InboxNames>
  readonly inbox: Inbox
  /** Destroys what was discarded before, and watches the folder that was chosen. */
  readonly start: () => Promise<void>
  /** A session ended: what was discarded in it cannot be taken back any more. */
  readonly sessionEnded: () => Promise<void>
  readonly stop: () => Promise<void>
}

export function createInboxRoom(parts: InboxRoomParts): InboxRoom {
  const { store, clock, log, chance, publish } = parts
  const inbox = createInbox(parts)
  const trouble = (error: unknown): void => {
    const incident = chance.bytes(4).toString('hex')
    log.note({ event: 'engine.incident', incident, part: 'inbox', trace: traceOf(error) })
  }
  const discarded = createDiscardedScans({ ...parts, trouble })
  const changed = (): void => publish({ name: 'scans.changed', payload: {} })
  return {
    inbox,
    handlers: createInboxHandlers({ ...parts, inbox, discarded, changed }),
    start: async () => {
      await discarded.destroyUntil(clock.now())
      const { folder, ...choice } = await readSetting(store.read, inboxSetting)
      inbox.watch({ ...choice, folder: folder ?? undefined })
    },
    sessionEnded: () => discarded.destroyUntil(clock.now()),
    stop: () => inbox.stop(),
  }
}
