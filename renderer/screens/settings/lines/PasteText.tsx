/** What a kind of line wants pasted at its service, to be read, marked and copied; nothing to type. */
import { useId } from 'react'
import { words } from '#app/words/index.ts'
import type { Typed } from './connection.ts'

export function PasteText({ kind }: { readonly kind: Typed['kind'] }) {
  const id = useId()
  const { paste } = words.lines.kinds[kind]
  if (!paste) return null
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {paste.label}
      </label>
      <textarea
        id={id}
        className="input mono"
        rows={10}
        wrap="off"
        readOnly
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        value={paste.text}
        onFocus={(event) => event.target.select()}
      />
      <span className="hint" id={`${id}-hint`}>
        {paste.hint}
      </span>
    </div>
  )
}
