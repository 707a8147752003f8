/** Text about a person. With details hidden the text is not on the page at all; a bar stands in its place. */
import type { ReactNode } from 'react'
import { words } from '#app/words/index.ts'
import { usePreferences } from '#renderer/state/preferences.ts'

export function Private({ children }: { readonly children: ReactNode }) {
  const hidden = usePreferences((state) => state.hideDetails)
  if (!hidden) return children
  return (
    <span className="hidden-detail">
      <span className="sr">{words.shell.hidden}</span>
    </span>
  )
}
