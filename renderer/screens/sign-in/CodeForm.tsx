/** The second step: six digits from the phone, or a backup code. The password waits in this page's memory meanwhile. */
import { useEffect, useRef, useState } from 'react'
import type { PersonFace } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import type { PasswordEntry } from './usePasswordEntry.ts'

const w = words.signIn.code
const digits = 6

type CodeFormProps = {
  readonly person: PersonFace
  readonly act: string
  readonly entry: PasswordEntry
  /** Their face stands above already. */
  readonly faceless: boolean
}

export function CodeForm({ person, act, entry, faceless }: CodeFormProps) {
  const [backup, setBackup] = useState(false)
  const whole = backup ? entry.code.trim() !== '' : entry.code.length === digits
  return (
    <Form
      className="gate-code"
      onSubmit={() => void (whole && entry.submit())}
      onKeyDown={(event) => {
        if (event.key === 'Escape') entry.startOver()
      }}
    >
      {!faceless && <Avatar initials={person.initials} tint={person.tint} size="lg" />}
      <h2 className="txl">{w.title}</h2>
      <p className="c2 gate-hint">{backup ? w.backupLead : w.lead}</p>
      {backup ? (
        <BackupCode entry={entry} />
      ) : (
        <Digits value={entry.code} asking={entry.asking} onChange={entry.setCode} />
      )}
      {entry.error && <FieldError text={entry.error} />}
      <Button kind="primary" size="lg" block type="submit" busy={entry.asking} disabled={!whole || entry.waiting}>
        {act}
      </Button>
      <div className="row g4">
        <Button
          kind="link"
          size="sm"
          onClick={() => {
            entry.setCode('')
            setBackup(!backup)
          }}
        >
          {backup ? w.fromPhone : w.fromSheet}
        </Button>
        <Button kind="link" size="sm" onClick={entry.startOver}>
          {w.notYou(person.shortName.split(' ')[0] ?? person.shortName)}
        </Button>
      </div>
    </Form>
  )
}

function BackupCode({ entry }: { readonly entry: PasswordEntry }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <Field
      ref={field}
      label={w.backup}
      quietLabel
      mono
      size="lg"
      value={entry.code}
      onChange={entry.setCode}
      maxLength={40}
    />
  )
}

type DigitsProps = { readonly value: string; readonly asking: boolean; readonly onChange: (value: string) => void }

/** One field over six boxes: pasting, correcting and reading aloud work as in any field. */
function Digits({ value, asking, onChange }: DigitsProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!asking) field.current?.focus()
  }, [asking])
  return (
    <div className="otp otp-field">
      <input
        ref={field}
        aria-label={w.digits}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={value}
        onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, '').slice(0, digits))}
      />
      {Array.from({ length: digits }, (_, at) => (
        <Box key={at} digit={value[at] ?? ''} current={at === value.length} middle={at === digits / 2} />
      ))}
    </div>
  )
}

type BoxProps = { readonly digit: string; readonly current: boolean; readonly middle: boolean }

const Box = ({ digit, current, middle }: BoxProps) => (
  <>
    {middle && <i aria-hidden />}
    <span className={current ? 'cur' : undefined} aria-hidden>
      {digit}
    </span>
  </>
)
