/** The way back in with the printed recovery key: it opens the records and sets a new password for one person. */
import { KeyRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { StatusView } from '#app/contract/people/session.ts'
import type { Fault } from '#app/domain/outcome.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { faultText, waitWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useSession } from '#renderer/state/session.ts'
import { Gate } from './Gate.tsx'
import { Tiles } from './Tiles.tsx'

const { recover } = words.signIn

type RecoverProps = { readonly status: StatusView; readonly first: PersonId | undefined; readonly onBack: () => void }

export function Recover({ status, first, onBack }: RecoverProps) {
  const [chosen, setChosen] = useState(first ?? (status.people.length === 1 ? status.people[0]?.id : undefined))
  return (
    <Gate status={status}>
      <div className="gate-clinic">
        <h1 className="t2xl">{recover.title}</h1>
        <p className="c2 mt1">{recover.lead}</p>
      </div>
      <div className="gate-who">
        {!chosen && <p className="c2">{recover.who}</p>}
        {status.people.length > 1 && <Tiles people={status.people} chosen={chosen} onChoose={setChosen} />}
        {chosen && <RecoverForm key={chosen} personId={chosen} />}
        <Button kind="link" size="sm" onClick={onBack}>
          {recover.back}
        </Button>
      </div>
    </Gate>
  )
}

const blank = { code: '', next: '', again: '' }

function RecoverForm({ personId }: { readonly personId: PersonId }) {
  const put = useSession((state) => state.put)
  const [typed, setTyped] = useState(blank)
  const [differing, setDiffering] = useState(false)
  const { busy, fault, run } = useAct()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const submit = (): void => {
    setDiffering(typed.next !== typed.again)
    if (typed.code.trim() === '' || typed.next !== typed.again) return
    void run(() => call('session.recover', { personId, code: typed.code, newPassword: typed.next }), put)
  }
  const field = (key: keyof typeof blank) => ({
    label: recover[key],
    size: 'lg' as const,
    value: typed[key],
    onChange: (value: string) => setTyped({ ...typed, [key]: value }),
  })
  return (
    <Form className="gate-form" onSubmit={submit}>
      <Field {...field('code')} ref={first} hint={recover.codeHint} icon={KeyRound} mono maxLength={100} />
      <PasswordField {...field('next')} judged />
      <PasswordField {...field('again')} />
      {differing && <FieldError text={recover.differ} />}
      {!differing && fault && <FieldError text={refusal(fault)} />}
      <Button kind="primary" size="lg" block type="submit" busy={busy}>
        {recover.open}
      </Button>
    </Form>
  )
}

function refusal(fault: Fault): string {
  if (fault.code !== 'sign-in-refused') return faultText(fault)
  return fault.waitMs < 1000 ? recover.refused : `${recover.refused} ${words.signIn.wait(waitWords(fault.waitMs))}`
}
