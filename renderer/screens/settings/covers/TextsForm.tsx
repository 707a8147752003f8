/** The words of a cover sheet as they are typed. */
import { useId, useState } from 'react'
import { CoverTexts } from '#app/domain/pages/cover.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'

const w = words.cover.settings

type TextsFormProps = {
  readonly texts: CoverTexts
  readonly readOnly: boolean
  readonly busy: boolean
  readonly onSave: (texts: CoverTexts) => void
}

export function TextsForm({ texts, readOnly, busy, onSave }: TextsFormProps) {
  const id = useId()
  const [typed, setTyped] = useState(texts)
  const [asked, setAsked] = useState(false)
  const ready = CoverTexts.safeParse(typed)
  const changed = JSON.stringify(typed) !== JSON.stringify(texts)
  const save = (): void => {
    setAsked(true)
    if (ready.success && changed) onSave(ready.data)
  }
  return (
    <Form className="col g4" onSubmit={save}>
      <Field
        label={w.noticeTitle}
        value={typed.noticeTitle}
        maxLength={50}
        readOnly={readOnly}
        onChange={(noticeTitle) => setTyped({ ...typed, noticeTitle })}
      />
      <div className="field">
        <label className="label" htmlFor={id}>
          {w.notice}
        </label>
        <textarea
          id={id}
          className="input area"
          rows={4}
          maxLength={300}
          value={typed.notice}
          readOnly={readOnly}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setTyped({ ...typed, notice: event.target.value })}
        />
        <span className="hint" id={`${id}-hint`}>
          {w.noticeHint}
        </span>
      </div>
      <Field
        label={w.urgentNote}
        value={typed.urgentNote}
        maxLength={80}
        readOnly={readOnly}
        onChange={(urgentNote) => setTyped({ ...typed, urgentNote })}
      />
      {asked && !ready.success && <FieldError text={w.wrong} />}
      {!readOnly && (
        <div className="row">
          <Button kind="primary" type="submit" busy={busy} disabled={!changed}>
            {w.write}
          </Button>
        </div>
      )}
    </Form>
  )
}
