/** The practice's own words for roles. What a role may do does not change with its name. */
import { PenLine } from 'lucide-react'
import { useState } from 'react'
import type { SessionView } from '#app/contract/people/session.ts'
import { roles, type Role } from '#app/domain/rights.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const w = words.people.naming

type RoleNamesProps = { readonly session: SessionView; readonly onClose: () => void }

export function RoleNames({ session, onClose }: RoleNamesProps) {
  const [names, setNames] = useState<Readonly<Partial<Record<Role, string>>>>(session.roleLabels)
  const { busy, fault, run } = useAct()
  const save = (): void => {
    const own = roles.flatMap((role) => {
      const name = names[role]?.trim() ?? ''
      return name === '' ? [] : [[role, name] as const]
    })
    void run(
      () => call('settings.change', { roleLabels: Object.fromEntries(own) }),
      () => {
        useToasts.getState().show({ tone: 'ok', text: w.saved })
        onClose()
      },
    )
  }
  return (
    <ActDialog title={w.title} lead={w.lead} icon={PenLine} onClose={onClose} act={w.save} busy={busy} onAct={save}>
      <div className="col g4">
        {roles.map((role) => (
          <Field
            key={role}
            label={words.people.roles[role]}
            value={names[role] ?? ''}
            onChange={(name) => setNames({ ...names, [role]: name })}
            maxLength={24}
          />
        ))}
        {fault && <FaultNote fault={fault} />}
      </div>
    </ActDialog>
  )
}
