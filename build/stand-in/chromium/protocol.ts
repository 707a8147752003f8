/** The Chrome DevTools Protocol's types, as the pinned Playwright ships them. Types only: nothing is loaded. */
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }
export type Method = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues
export type Params<M extends Method> = Protocol.CommandParameters[M]
export type Reply<M extends Method> = Protocol.CommandReturnValues[M]
export type EventName = keyof Protocol.Events
export type Payload<E extends EventName> = Protocol.Events[E]
