/** The words of a cover sheet as they are typed. */
import { useId, useState } from 'react'
import {
  coverAsked,
  coverTemplates,
  CoverTexts,
  type CoverAsked,
  type CoverLogo,
  type CoverTemplate,
} from '#app/domain/pages/cover.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'

import { LogoField } from './LogoField.tsx'

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
      <LogoField logo={typed.logo} readOnly={readOnly} onChange={(logo) => setTyped(withLogo(typed, logo))} />
      <Asked typed={typed} readOnly={readOnly} onChange={(asks) => setTyped({ ...typed, asked: asks })} />
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

const withLogo = ({ logo: _before, ...rest }: CoverTexts, logo: CoverLogo | undefined): CoverTexts =>
  logo ? { ...rest, logo } : rest

type AskedProps = {
  readonly typed: CoverTexts
  readonly readOnly: boolean
  readonly onChange: (asked: CoverTexts['asked']) => void
}

/** What must not be empty, sheet by sheet. */
function Asked({ typed, readOnly, onChange }: AskedProps) {
  const asked = typed.asked ?? {}
  const turn = (sheet: CoverTemplate, field: CoverAsked, on: boolean): void => {
    const others = (asked[sheet] ?? []).filter((one) => one !== field)
    onChange({ ...asked, [sheet]: coverAsked.filter((one) => others.includes(one) || (on && one === field)) })
  }
  return (
    <fieldset className="col g3">
      <legend className="label">{w.asked}</legend>
      <p className="txs c2 pretty">{w.askedLead}</p>
      {coverTemplates.map((sheet) => (
        <div key={sheet} role="group" aria-label={w.askedOn(words.send.cover.templates[sheet])} className="col g1">
          <span className="txs semi">{w.askedOn(words.send.cover.templates[sheet])}</span>
          <div className="row g4 wrap">
            {coverAsked.map((field) => (
              <Checkbox
                key={field}
                label={w.fields[field]}
                on={asked[sheet]?.includes(field) ?? false}
                disabled={readOnly}
                onChange={(on) => turn(sheet, field, on)}
              />
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  )
}
