/** A new recovery key: the own password first, then the key, then the check of the copy. */
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { RecoveryKey } from '../setup/RecoveryKey.tsx'
import { useRecoveryCheck } from '../setup/useRecoveryCheck.ts'

const w = words.settings.security

type NewRecoveryKeyProps = { readonly practice: string; readonly onClose: () => void }

export function NewRecoveryKey({ practice, onClose }: NewRecoveryKeyProps) {
  const [groups, setGroups] = useState<readonly string[]>()
  return groups ? (
    <CopyKey practice={practice} groups={groups} onClose={onClose} />
  ) : (
    <AskPassword onClose={onClose} onMade={setGroups} />
  )
}

type AskPasswordProps = { readonly onClose: () => void; readonly onMade: (groups: readonly string[]) => void }

function AskPassword({ onClose, onMade }: AskPasswordProps) {
  const [password, setPassword] = useState('')
  const { busy, fault, run } = useAct()
  const make = (): void => {
    if (password === '') return
    void run(
      () => call('setup.newRecoveryCode', { password }),
      ({ recoveryGroups }) => onMade(recoveryGroups),
    )
  }
  return (
    <Dialog
      title={w.recoveryNew}
      lead={w.recoveryLead}
      icon={KeyRound}
      tone="warn"
      onClose={onClose}
      onConfirm={make}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" busy={busy} disabled={password === ''} onClick={make}>
            {w.recoveryMake}
          </Button>
        </>
      }
    >
      <PasswordField
        first
        label={w.recoveryPassword}
        value={password}
        onChange={setPassword}
        error={fault && refusal(fault)}
        onEnter={make}
      />
    </Dialog>
  )
}

const refusal = (fault: Fault): string =>
  fault.code === 'sign-in-refused' && fault.waitMs < 1000 ? w.recoveryWrong : faultText(fault)

type CopyKeyProps = NewRecoveryKeyProps & { readonly groups: readonly string[] }

function CopyKey({ practice, groups, onClose }: CopyKeyProps) {
  const check = useRecoveryCheck(groups)
  const confirm = async (): Promise<void> => {
    if (!check.ready || check.busy || !(await check.confirm())) return
    useToasts.getState().show({ tone: 'ok', text: w.recoveryDone })
    onClose()
  }
  return (
    <Dialog
      title={words.setup.key.title}
      icon={KeyRound}
      className="wide-dialog"
      onClose={onClose}
      onConfirm={() => void confirm()}
      footer={
        <>
          <span className="txs c3 grow" role="status">
            {check.foot}
          </span>
          <Button kind="primary" busy={check.busy} disabled={!check.ready} onClick={() => void confirm()}>
            {w.recoveryCheck}
          </Button>
        </>
      }
    >
      <RecoveryKey practice={practice} groups={groups} check={check} />
    </Dialog>
  )
}
