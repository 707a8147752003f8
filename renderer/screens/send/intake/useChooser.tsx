/** The system's own way to choose files, behind a button and Ctrl O. */
import { useCallback, useRef, type ReactNode } from 'react'
import { words } from '#app/words/index.ts'
import { useShortcuts } from '#renderer/state/keys.ts'
import { takenTypes } from './handed.ts'

/** What the system's dialogue shows; main judges by content, whatever a file is called. */
const accepted = [...takenTypes, '.pdf', '.tif', '.tiff', '.jpg', '.jpeg', '.png'].join()

/** @returns `choose` opens it; `field` must stand somewhere on the screen */
export function useChooser(took: (files: readonly File[]) => void): {
  readonly choose: () => void
  readonly field: ReactNode
} {
  const input = useRef<HTMLInputElement>(null)
  const choose = useCallback(() => input.current?.click(), [])
  useShortcuts({ 'mod+o': choose })
  const field = (
    <input
      ref={input}
      type="file"
      accept={accepted}
      multiple
      hidden
      aria-label={words.send.drop.field}
      onChange={(event) => {
        const files = [...(event.target.files ?? [])]
        // The same file may be chosen again.
        event.target.value = ''
        if (files.length > 0) took(files)
      }}
    />
  )
  return { choose, field }
}
