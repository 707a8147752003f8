/** What the phone needs, the first code it shows, and the codes for a lost one: the same in Settings and at sign-in. */
import type { Output } from '#app/contract/index.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { Field } from '#renderer/parts/form/Field.tsx'
import { QrCode } from './QrCode.tsx'

const w = words.settings.secondFactor

type PhoneCodeProps = {
  readonly begun: Output<'secondFactor.begin'>
  readonly code: string
  readonly onCode: (code: string) => void
  readonly onEnter?: () => void
  readonly fault: Fault | undefined
}

export const PhoneCode = ({ begun, code, onCode, onEnter, fault }: PhoneCodeProps) => (
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
      onChange={onCode}
      maxLength={7}
      error={fault && faultText(fault)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter?.()
      }}
    />
  </div>
)

export const BackupCodeList = ({ codes }: { readonly codes: readonly string[] }) => (
  <ul className="otp-codes mono">
    {codes.map((code) => (
      <li key={code}>{code}</li>
    ))}
  </ul>
)
