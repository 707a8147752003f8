/** A recipient's name. With details hidden only its initials are on the page. */
import { usePreferences } from '#renderer/state/preferences.ts'

/** Two letters for an organisation: of its first two words that count. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1 && !/^(of|the|and|for)$/i.test(word))
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => word[0]) : [...(words[0] ?? name)].slice(0, 2)
  return letters.join('').toUpperCase()
}

export function Covered({ name }: { readonly name: string }) {
  const hidden = usePreferences((state) => state.hideDetails)
  return hidden ? initialsOf(name) : name
}

/** The square with an organisation's initials. The name stands beside it, so it is silent. */
export const OrgMark = ({ name }: { readonly name: string }) => (
  <span className="org" aria-hidden>
    {initialsOf(name)}
  </span>
)
