/** After the password, before anything else: one-time codes are set up where a role needs them, and written down for a lost phone. */
import { useEffect, useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import type { StatusView } from '#app/contract/people/session.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { followActivity } from '#renderer/state/activity.ts'
import { useCodes } from '#renderer/state/person/codes.ts'
import { BackupCodeList, PhoneCode } from '../settings/second-factor/PhoneCode.tsx'
import { Gate } from './Gate.tsx'

const w = words.signIn.codesFirst
const { secondFactor } = words.settings

export function CodesFirst({ status }: { readonly status: StatusView }) {
  const { toWrite, show } = useCodes()
  useEffect(followActivity, [])
  return (
    <Gate
      status={status}
      footEnd={
        <Button kind="link" size="sm" onClick={() => void call('session.signOut', {})}>
          {w.out}
        </Button>
      }
    >
      <section className="gate-card col g4">
        {toWrite.length > 0 ? <Written codes={toWrite} onDone={() => show([])} /> : <Phone onDone={show} />}
      </section>
    </Gate>
  )
}

function Phone({ onDone }: { readonly onDone: (codes: readonly string[]) => void }) {
  const [begun, setBegun] = useState<Output<'secondFactor.begin'>>()
  const [refused, setRefused] = useState<Fault>()
  const [code, setCode] = useState('')
  const { busy, fault, run } = useAct()
  const begin = async (): Promise<void> => {
    const outcome = await call('secondFactor.begin', {})
    if (outcome.ok) setBegun(outcome.value)
    else setRefused(outcome.fault)
  }
  useEffect(() => void begin(), [])
  const confirm = (): void => {
    if (code.trim() === '') return
    void run(
      () => call('secondFactor.confirm', { code }),
      ({ backupCodes }) => onDone(backupCodes),
    )
  }
  return (
    <Form className="col g4" onSubmit={confirm}>
      <div className="col g1">
        <h1 className="txl">{w.title}</h1>
        <p className="c2">{w.lead}</p>
      </div>
      {refused && <FaultNote fault={refused} onAgain={() => void begin()} />}
      {begun ? (
        <PhoneCode begun={begun} code={code} onCode={setCode} fault={fault} />
      ) : (
        !refused && <Spinner label={words.common.loading} />
      )}
      <Button kind="primary" size="lg" block type="submit" busy={busy} disabled={code.trim() === ''}>
        {w.act}
      </Button>
    </Form>
  )
}

const Written = ({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) => (
  <>
    <div className="col g1">
      <h1 className="txl">{secondFactor.backupTitle}</h1>
      <p className="c2">{secondFactor.backupLead}</p>
    </div>
    <BackupCodeList codes={codes} />
    <Button kind="primary" size="lg" block first onClick={onDone}>
      {w.open}
    </Button>
  </>
)
