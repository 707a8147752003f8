/** The roles a person holds: one or several. */
import { roles, type Role } from '#app/domain/rights.ts'
import { words } from '#app/words/index.ts'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'

type RoleChoiceProps = { readonly held: readonly Role[]; readonly onChange: (held: readonly Role[]) => void }

export const RoleChoice = ({ held, onChange }: RoleChoiceProps) => (
  <fieldset className="col g2">
    <legend className="label mb1">{words.people.role}</legend>
    {roles.map((role) => (
      <Checkbox
        key={role}
        label={words.people.roles[role]}
        note={words.people.roleNotes[role]}
        on={held.includes(role)}
        onChange={(on) => onChange(roles.filter((other) => (other === role ? on : held.includes(other))))}
      />
    ))}
  </fieldset>
)
