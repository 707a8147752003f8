/** What the shell shows around a screen, where a screen may ask for more room. */
import { useEffect } from 'react'
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
