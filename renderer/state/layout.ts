/** What the shell shows around a screen, where a screen may ask for more room. */
import { useEffect, useSyncExternalStore } from 'react'
import { create } from 'zustand'

type Layout = {
  /** The sidebar is a rail at any width below 1440 px: Send asks for it once pages are loaded. */
  readonly roomy: boolean
  readonly open: 'nothing' | 'palette' | 'keys'
  readonly show: (what: Layout['open']) => void
}

export const useLayout = create<Layout>((set) => ({
  roomy: false,
  open: 'nothing',
  show: (open) => set({ open }),
}))

/** While mounted with `wanted`, the sidebar gives its room to the screen. */
export function useRoom(wanted: boolean): void {
  useEffect(() => {
    useLayout.setState({ roomy: wanted })
    return () => useLayout.setState({ roomy: false })
  }, [wanted])
}

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** Whether the sidebar is a rail: under 1100 px, and under 1440 px while a screen asks for the room. */
export function useRail(): boolean {
  const narrow = useMedia('(max-width: 68.75rem)')
  const middling = useMedia('(max-width: 89.99rem)')
  const roomy = useLayout((state) => state.roomy)
  return narrow || (roomy && middling)
}
