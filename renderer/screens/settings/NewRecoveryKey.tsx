/** A new recovery key: made, shown, and the copy checked. */
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
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
    <MakeKey onClose={onClose} onMade={setGroups} />
  )
}

type MakeKeyProps = { readonly onClose: () => void; readonly onMade: (groups: readonly string[]) => void }

function MakeKey({ onClose, onMade }: MakeKeyProps) {
  const { busy, fault, run } = useAct()
  const make = (): void =>
    void run(
      () => call('setup.newRecoveryCode', {}),
      ({ recoveryGroups }) => onMade(recoveryGroups),
    )
  return (
    <ActDialog
      title={w.recoveryNew}
      lead={w.recoveryLead}
      icon={KeyRound}
      tone="warn"
      onClose={onClose}
      act={w.recoveryMake}
      busy={busy}
      onAct={make}
    >
      {fault && <FaultNote fault={fault} />}
    </ActDialog>
  )
}

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
