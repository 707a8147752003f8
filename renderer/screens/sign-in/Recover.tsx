/** The way back in with the printed recovery key: it opens the records and sets a new password for one person. */
import { KeyRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { StatusView } from '#app/contract/session.ts'
import type { Fault } from '#app/domain/outcome.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { faultText, waitWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
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

function RecoverForm({ personId }: { readonly personId: PersonId }) {
  const put = useSession((state) => state.put)
  const [code, setCode] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [at, setAt] = useState<'typing' | 'asking'>('typing')
  const [error, setError] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = async (): Promise<void> => {
    if (at === 'asking' || code.trim() === '') return
    if (next !== again) return setError(recover.differ)
    setAt('asking')
    const outcome = await call('session.recover', { personId, code, newPassword: next })
    if (outcome.ok) return put(outcome.value)
    setAt('typing')
    setError(refusal(outcome.fault))
  }
  return (
    <form
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field
        ref={field}
        label={recover.code}
        hint={recover.codeHint}
        icon={KeyRound}
        mono
        size="lg"
        value={code}
        onChange={setCode}
        maxLength={100}
      />
      <PasswordField label={recover.next} size="lg" judged value={next} onChange={setNext} />
      <PasswordField label={recover.again} size="lg" value={again} onChange={setAgain} />
      {error && <FieldError text={error} />}
      <Button kind="primary" size="lg" block type="submit" busy={at === 'asking'}>
        {recover.open}
      </Button>
    </form>
  )
}

function refusal(fault: Fault): string {
  if (fault.code !== 'sign-in-refused') return faultText(fault)
  return fault.waitMs < 1000 ? recover.refused : `${recover.refused} ${words.signIn.wait(waitWords(fault.waitMs))}`
}
