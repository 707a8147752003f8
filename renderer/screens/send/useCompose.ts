/**
 * Reads the fax in hand; a component redraws only when what it reads changes. Several things are read as the members of
 * one object: it counts as the same as long as all of them are.
 */
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Compose } from './compose.ts'
import type { ComposeState } from './compose-state.ts'

export const useCompose = <T>(compose: Compose, read: (state: ComposeState) => T): T =>
  useStore(compose.store, useShallow(read))
