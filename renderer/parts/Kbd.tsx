/** A keyboard shortcut as this system writes it. */
import { onMac, readable, type Combination } from '#renderer/state/keys.ts'

export const Kbd = ({ keys, className }: { readonly keys: Combination; readonly className?: string }) => (
  <kbd className={className}>{readable(keys, onMac())}</kbd>
)
