/** Reads the fax in hand; a component redraws only when what it reads changes. */
import { useStore } from 'zustand'
import type { Compose } from './compose.ts'
import type { ComposeState } from './compose-state.ts'

export const useCompose = <T>(compose: Compose, read: (state: ComposeState) => T): T => useStore(compose.store, read)
