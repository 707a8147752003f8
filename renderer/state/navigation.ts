/** Which screen is shown, and what is opened on it. Ids only. */
import { create } from 'zustand'
import type { ContactId, FaxId } from '#app/domain/ids.ts'

export type Route =
  | { readonly screen: 'send'; readonly draftId?: FaxId }
  | { readonly screen: 'drafts' }
  | { readonly screen: 'delivery'; readonly faxId?: FaxId }
  | { readonly screen: 'received' }
  | { readonly screen: 'contacts'; readonly contactId?: ContactId }
  | { readonly screen: 'insights' }
  | { readonly screen: 'audit' }
  | { readonly screen: 'settings'; readonly part?: string }

export type ScreenName = Route['screen']

type Navigation = {
  readonly route: Route
  /** Counts each `go`, so that "New fax" asked for twice is two new faxes. */
  readonly visit: number
  readonly go: (route: Route) => void
}

export const useNavigation = create<Navigation>((set) => ({
  route: { screen: 'delivery' },
  visit: 0,
  go: (route) => set(({ visit }) => ({ route, visit: visit + 1 })),
}))
