/** What the palette can find: places and acts by their words at once, contacts and faxes by asking main. */
import type { LucideIcon } from 'lucide-react'

export type Found = {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly detail?: string
  readonly keys?: string | undefined
  readonly icon: LucideIcon
  /** True where label and detail are about a recipient, and hide with the details. */
  readonly private?: boolean
  readonly run: () => void
}

/** The entries whose words begin with every word typed, in their own order. Nothing typed finds everything. */
export function byWords<T extends { readonly label: string }>(entries: readonly T[], typed: string): readonly T[] {
  const asked = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ label }) => {
    const own = label.toLowerCase().split(/[^\p{L}\p{N}]+/u)
    return asked.every((word) => own.some((part) => part.startsWith(word)))
  })
}
