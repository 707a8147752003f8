/** How rooms tell the page that something changed. The door decides whether the page may hear it now. */
import type { AnyEvent } from '#app/contract/index.ts'

export type Publish = (event: AnyEvent) => void
