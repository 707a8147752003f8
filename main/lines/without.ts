/** What a line answers where its capabilities say that it cannot: one way to say so for all lines. */
import type { Driver } from './line.ts'

/** Nobody there can be asked to stop. */
export const withoutCancel = { cancel: () => Promise.resolve('too-late') } satisfies Partial<Driver>
/** Nobody there can be asked to take pages away. */
export const withoutRemove = { remove: () => Promise.resolve('not-known') } satisfies Partial<Driver>
/** It sends only. */
export const withoutReceived = {
  received: () => Promise.resolve([]),
  content: () => Promise.resolve(undefined),
} satisfies Partial<Driver>
