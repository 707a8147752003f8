/** Setting up one-time codes, in three steps: password, first code from the phone, backup codes for paper. */
import { KeyRound, Smartphone } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { QrCode } from './QrCode.tsx'

const w = words.settings.secondFactor

type Begun = Output<'secondFactor.begin'>

type CloseProps = { readonly onClose: () => void }

export function SetUpSecondFactor({ onClose }: CloseProps) {
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes) return <BackupCodes codes={codes} onClose={onClose} />
  if (begun) return <FirstCode begun={begun} onClose={onClose} onDone={setCodes} />
  return (
    <AskPassword
      title={w.setUp}
      lead={w.lead}
      act={words.common.continue}
      onClose={onClose}
      ask={(password) => call('secondFactor.begin', { password })}
      onDone={setBegun}
    />
  )
}

export const RemoveSecondFactor = ({ onClose }: CloseProps) => (
  <AskPassword
    title={w.turnOff}
    lead={w.turnOffLead}
    act={w.turnOff}
    onClose={onClose}
    ask={(password) => call('secondFactor.remove', { password })}
    onDone={() => {
      useToasts.getState().show({ tone: 'ok', text: w.removed })
      onClose()
    }}
  />
)

type AskPasswordProps<T> = CloseProps & {
  readonly title: string
  readonly lead: string
  readonly act: string
  readonly ask: (
    password: string,
  ) => Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }>
  readonly onDone: (value: T) => void
}

function AskPassword<T>({ title, lead, act, onClose, ask, onDone }: AskPasswordProps<T>) {
  const [password, setPassword] = useState('')
  const { busy, fault, run } = useAct()
  const go = (): void => {
    if (password !== '') void run(() => ask(password), onDone)
  }
  return (
    <Dialog
      title={title}
      lead={lead}
      icon={Smartphone}
      onClose={onClose}
      onConfirm={go}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" busy={busy} disabled={password === ''} onClick={go}>
            {act}
          </Button>
        </>
      }
    >
      <PasswordField
        first
        label={w.password}
        value={password}
        onChange={setPassword}
        error={fault && refusal(fault)}
        onEnter={go}
      />
    </Dialog>
  )
}

const refusal = (fault: Fault): string =>
  fault.code === 'sign-in-refused' && fault.waitMs < 1000 ? w.wrong : faultText(fault)

type FirstCodeProps = CloseProps & { readonly begun: Begun; readonly onDone: (codes: readonly string[]) => void }

function FirstCode({ begun, onClose, onDone }: FirstCodeProps) {
  const [code, setCode] = useState('')
  const { busy, fault, run } = useAct()
  const go = (): void => {
    if (code.trim() === '') return
    void run(
      () => call('secondFactor.confirm', { code }),
      ({ backupCodes }) => onDone(backupCodes),
    )
  }
  return (
    <Dialog
      title={w.scan}
      lead={w.scanLead}
      icon={Smartphone}
      onClose={onClose}
      onConfirm={go}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" busy={busy} disabled={code.trim() === ''} onClick={go}>
            {w.confirm}
          </Button>
        </>
      }
    >
      <div className="col g4">
        <QrCode text={begun.uri} label={w.qr} />
        <p className="txs c2">
          {w.byHand} <span className="mono otp-secret">{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
        </p>
        <Field
          first
          label={w.firstCode}
          mono
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          maxLength={7}
          error={fault && faultText(fault)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go()
          }}
        />
      </div>
    </Dialog>
  )
}

function BackupCodes({ codes, onClose }: CloseProps & { readonly codes: readonly string[] }) {
  return (
    <Dialog
      title={w.backupTitle}
      lead={w.backupLead}
      icon={KeyRound}
      tone="ok"
      onClose={onClose}
      onConfirm={onClose}
      footer={
        <Button kind="primary" first onClick={onClose}>
          {w.written}
        </Button>
      }
    >
      <ul className="otp-codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Dialog>
  )
}
