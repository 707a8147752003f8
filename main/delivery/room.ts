/** The delivery room, put together: engine and handlers over the same lines. */
import type { FaxId, PersonId } from '#app/domain/ids.ts'
import { traceOf } from '../door/door.ts'
import { createAnnounce } from './announce.ts'
import { createDelivery, type Delivery, type DeliveryParts } from './engine/engine.ts'
import { createDeliveryHandlers } from './handlers.ts'
import type { TogetherParts } from './together/send-each.ts'
import { createOutboxHandlers } from './outbox.ts'
import type { Outlook } from './views.ts'

export type DeliveryRoomParts = Omit<DeliveryParts, 'announce' | 'lineChanged'> &
  Pick<TogetherParts, 'publish' | 'factsOf' | 'coverCutOf' | 'files' | 'sealFor'> & {
    /** Whose counts the page shows; undefined while nobody is signed in. */
    readonly viewer: () => PersonId | undefined
    /** Called after every step of a fax, also while nobody is signed in. */
    readonly changed: (id: FaxId) => Promise<void>
  }

export type DeliveryRoom = {
  readonly handlers: ReturnType<typeof createDeliveryHandlers> & ReturnType<typeof createOutboxHandlers>
  readonly engine: Delivery
}

/** Nothing is sent before `engine.start()`. */
export function createDeliveryRoom(parts: DeliveryRoomParts): DeliveryRoom {
  const outlook = (): Outlook => ({ health: engine.health, now: parts.clock.now() })
  const tell = createAnnounce({ read: parts.store.read, publish: parts.publish, viewer: parts.viewer, outlook })
  // What was done is done: that the page could not be told must not look like a failure of the act.
  const announce: typeof tell = async (id) => {
    try {
      await tell(id)
      await parts.changed(id)
    } catch (error) {
      const incident = parts.chance.bytes(4).toString('hex')
      parts.log.note({ event: 'engine.incident', incident, part: 'announce', trace: traceOf(error) })
    }
  }
  const lineChanged = (): void => parts.publish({ name: 'lines.changed', payload: {} })
  const engine: Delivery = createDelivery({ ...parts, announce, lineChanged })
  const own = { ...parts, delivery: engine, announce, outlook, lineChanged }
  return { engine, handlers: { ...createDeliveryHandlers(own), ...createOutboxHandlers(own) } }
}
