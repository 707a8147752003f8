/** "Is it you?": the password once more, or a code from the phone, before a risky act goes through. */
import { ShieldQuestion } from 'lucide-react'
import { useState } from 'react'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, waitWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useProof } from '#renderer/state/person/proof.ts'
import { useOpenSession } from '#renderer/state/session.ts'

const w = words.signIn.proof

export function ProofDialog() {
  const { asking, answer } = useProof()
  return asking ? <Asked onAnswer={answer} /> : null
}

function Asked({ onAnswer }: { readonly onAnswer: (proven: boolean) => void }) {
  const session = useOpenSession()
  const [by, setBy] = useState<'password' | 'code'>('password')
  const [typed, setTyped] = useState('')
  const { busy, fault, run } = useAct()
  const prove = (): void => {
    if (typed.trim() === '') return
    const input = by === 'code' ? { code: typed.trim() } : { password: typed }
    void run(
      () => call('session.prove', input),
      () => onAnswer(true),
    )
  }
  const turn = (): void => {
    setTyped('')
    setBy(by === 'code' ? 'password' : 'code')
  }
  return (
    <ActDialog
      title={w.title}
      lead={w.lead}
      icon={ShieldQuestion}
      onClose={() => onAnswer(false)}
      aside={
        session?.secondFactor === 'on' && (
          <Button kind="link" size="sm" className="start" onClick={turn}>
            {by === 'code' ? w.byPassword : w.byCode}
          </Button>
        )
      }
      act={w.act}
      busy={busy}
      disabled={typed.trim() === ''}
      onAct={prove}
    >
      <Typed key={by} by={by} value={typed} onChange={setTyped} onEnter={prove} error={fault && refusal(fault, by)} />
    </ActDialog>
  )
}

type TypedProps = {
  readonly by: 'password' | 'code'
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
  readonly error: string | undefined
}

function Typed({ by, value, onChange, onEnter, error }: TypedProps) {
  if (by === 'password')
    return <PasswordField first label={w.password} value={value} onChange={onChange} onEnter={onEnter} error={error} />
  return (
    <Field
      first
      mono
      label={w.code}
      autoComplete="one-time-code"
      value={value}
      onChange={onChange}
      maxLength={40}
      error={error}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter()
      }}
    />
  )
}

function refusal(fault: Fault, by: 'password' | 'code'): string {
  if (fault.code !== 'sign-in-refused') return faultText(fault)
  const said = by === 'code' ? w.codeWrong : w.passwordWrong
  return fault.waitMs < 1000 ? said : `${said} ${words.signIn.wait(waitWords(fault.waitMs))}`
}
