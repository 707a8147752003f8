/** Setting up one-time codes: first code from the phone, then backup codes for paper. Turning them off. */
import { KeyRound, Smartphone } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { BackupCodeList, PhoneCode } from './PhoneCode.tsx'

const w = words.settings.secondFactor

type Begun = Output<'secondFactor.begin'>

type CloseProps = { readonly onClose: () => void }

export function SetUpSecondFactor({ onClose }: CloseProps) {
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes) return <BackupCodes codes={codes} onClose={onClose} />
  if (begun) return <FirstCode begun={begun} onClose={onClose} onDone={setCodes} />
  return <Begin onClose={onClose} onDone={setBegun} />
}

function Begin({ onClose, onDone }: CloseProps & { readonly onDone: (begun: Begun) => void }) {
  const { busy, fault, run } = useAct()
  const begin = (): void => void run(() => call('secondFactor.begin', {}), onDone)
  return (
    <Dialog
      title={w.setUp}
      lead={w.lead}
      icon={Smartphone}
      onClose={onClose}
      onConfirm={begin}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" first busy={busy} onClick={begin}>
            {words.common.continue}
          </Button>
        </>
      }
    >
      {fault && <FaultNote fault={fault} />}
    </Dialog>
  )
}

export function RemoveSecondFactor({ onClose }: CloseProps) {
  const { busy, fault, run } = useAct()
  const remove = (): void =>
    void run(
      () => call('secondFactor.remove', {}),
      () => {
        useToasts.getState().show({ tone: 'ok', text: w.removed })
        onClose()
      },
    )
  return (
    <Dialog
      title={w.turnOff}
      lead={w.turnOffLead}
      icon={Smartphone}
      onClose={onClose}
      onConfirm={remove}
      footer={
        <>
          <Button first onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button kind="danger" busy={busy} onClick={remove}>
            {w.turnOff}
          </Button>
        </>
      }
    >
      {fault && <FaultNote fault={fault} />}
    </Dialog>
  )
}

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
    <ActDialog
      title={w.scan}
      lead={w.scanLead}
      icon={Smartphone}
      onClose={onClose}
      act={w.confirm}
      busy={busy}
      disabled={code.trim() === ''}
      onAct={go}
    >
      <PhoneCode begun={begun} code={code} onCode={setCode} onEnter={go} fault={fault} />
    </ActDialog>
  )
}

const BackupCodes = ({ codes, onClose }: CloseProps & { readonly codes: readonly string[] }) => (
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
    <BackupCodeList codes={codes} />
  </Dialog>
)
