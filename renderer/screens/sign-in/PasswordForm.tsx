/** Name known, password to type. The field has the focus from the first moment, and again after a refusal. */
import { Lock } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { PersonFace } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { CodeForm } from './CodeForm.tsx'
import { usePasswordEntry } from './usePasswordEntry.ts'

type PasswordFormProps = {
  readonly person: PersonFace
  readonly act: string
  /** Stands beside the button. */
  readonly beside?: ReactNode
  readonly below?: ReactNode
  readonly onEscape?: () => void
  /** Their face stands above already. */
  readonly faceless?: boolean
}

export function PasswordForm({ person, act, beside, below, onEscape, faceless = false }: PasswordFormProps) {
  const entry = usePasswordEntry(person.id)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!entry.asking) field.current?.focus()
  }, [entry.asking])
  if (entry.step === 'code') return <CodeForm person={person} act={act} entry={entry} faceless={faceless} />
  return (
    <Form
      className="gate-form"
      onSubmit={() => void entry.submit()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEscape?.()
      }}
    >
      <PasswordField
        ref={field}
        label={words.signIn.passwordFor(person.shortName)}
        quietLabel
        size="lg"
        icon={Lock}
        placeholder={words.signIn.password}
        value={entry.password}
        onChange={entry.setPassword}
        error={entry.error}
      />
      <div className="row g2">
        <Button kind="primary" size="lg" type="submit" className="grow" busy={entry.asking} disabled={entry.waiting}>
          {act}
          <kbd>↵</kbd>
        </Button>
        {beside}
      </div>
      {below}
    </Form>
  )
}
