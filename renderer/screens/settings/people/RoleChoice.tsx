/** The roles a person holds: one or several. */
import { roles, type Role } from '#app/domain/rights.ts'
import { words } from '#app/words/index.ts'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { useRoleNames } from '#renderer/state/session.ts'

type RoleChoiceProps = { readonly held: readonly Role[]; readonly onChange: (held: readonly Role[]) => void }

export function RoleChoice({ held, onChange }: RoleChoiceProps) {
  const names = useRoleNames()
  return (
    <fieldset className="col g2">
      <legend className="label mb1">{words.people.role}</legend>
      {roles.map((role) => (
        <Checkbox
          key={role}
          label={names[role]}
          note={words.people.roleNotes[role]}
          on={held.includes(role)}
          onChange={(on) => onChange(roles.filter((other) => (other === role ? on : held.includes(other))))}
        />
      ))}
    </fieldset>
  )
}
