/** A person's roles, and the end of their sign-in: asked for twice, because the key is destroyed at once. */
import { UserRound, UserX } from 'lucide-react'
import { useState } from 'react'
import type { PersonView } from '#app/contract/people/people.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { OpenWork } from './OpenWork.tsx'
import { RoleChoice } from './RoleChoice.tsx'

const w = words.people.changing

type ChangePersonProps = { readonly person: PersonView; readonly onClose: () => void; readonly onDone: () => void }

export function ChangePerson({ person, onClose, onDone }: ChangePersonProps) {
  const [step, setStep] = useState<'roles' | 'disabling' | 'work'>('roles')
  const finish = (text: string): void => {
    useToasts.getState().show({ tone: 'ok', text })
    onDone()
  }
  if (step === 'work') return <OpenWork person={person} onClose={onDone} />
  if (step === 'disabling') {
    return <DisablePerson person={person} onClose={() => setStep('roles')} onDone={() => setStep('work')} />
  }
  return (
    <RolesDialog
      person={person}
      onClose={onClose}
      onDisable={() => setStep('disabling')}
      onWork={() => setStep('work')}
      onDone={() => finish(w.saved(person.shortName))}
      onTaken={() => finish(w.takenCodes(person.shortName))}
    />
  )
}

type RolesDialogProps = ChangePersonProps & {
  readonly onDisable: () => void
  readonly onTaken: () => void
  readonly onWork: () => void
}

function RolesDialog({ person, onClose, onDone, onDisable, onTaken, onWork }: RolesDialogProps) {
  const [held, setHeld] = useState(person.roles)
  const { busy, fault, run } = useAct()
  const disabled = person.disabledAt !== undefined
  const save = (): void => {
    if (held.length > 0 && !disabled) void run(() => call('people.changeRoles', { id: person.id, roles: held }), onDone)
  }
  return (
    <Dialog
      title={person.name}
      icon={UserRound}
      onClose={onClose}
      onConfirm={save}
      footer={
        <>
          {!disabled && (
            <Button kind="danger" icon={UserX} className="start" onClick={onDisable}>
              {w.disable}
            </Button>
          )}
          <Button onClick={onClose}>{disabled ? words.common.close : words.common.cancel}</Button>
          {!disabled && (
            <Button kind="primary" busy={busy} disabled={held.length === 0} onClick={save}>
              {w.save}
            </Button>
          )}
        </>
      }
    >
      <div className="col g4">
        {disabled ? <Gone onWork={onWork} /> : <RoleChoice held={held} onChange={(next) => setHeld([...next])} />}
        {person.secondFactor && !disabled && <TakeCodes person={person} run={run} busy={busy} onDone={onTaken} />}
        {fault && <FaultNote fault={fault} />}
      </div>
    </Dialog>
  )
}

const Gone = ({ onWork }: { readonly onWork: () => void }) => (
  <>
    <p className="c2">{w.gone}</p>
    <div>
      <Button onClick={onWork}>{words.people.work.show}</Button>
    </div>
  </>
)

type TakeCodesProps = Pick<ReturnType<typeof useAct>, 'run' | 'busy'> & {
  readonly person: PersonView
  readonly onDone: () => void
}

/** For a lost phone. One's own codes are turned off under You, with the own password. */
const TakeCodes = ({ person, run, busy, onDone }: TakeCodesProps) => (
  <div>
    <Button busy={busy} onClick={() => void run(() => call('people.resetSecondFactor', { id: person.id }), onDone)}>
      {w.takeCodes}
    </Button>
  </div>
)

function DisablePerson({ person, onClose, onDone }: ChangePersonProps) {
  const { busy, fault, run } = useAct()
  const disable = (): void => void run(() => call('people.disable', { id: person.id }), onDone)
  return (
    <ActDialog
      title={w.disableTitle(person.name)}
      icon={UserX}
      tone="bad"
      onClose={onClose}
      harmful
      act={w.disable}
      busy={busy}
      onAct={disable}
    >
      <p className="c2">{w.disableText}</p>
      {fault && <FaultNote className="mt3" fault={fault} />}
    </ActDialog>
  )
}
