/** The one table of rights, as the door asks it, with the practice's own words for roles. */
import { Check } from 'lucide-react'
import { granted, rights, roles } from '#app/domain/rights.ts'
import { words } from '#app/words/index.ts'
import { useRoleNames } from '#renderer/state/session.ts'

const w = words.people

export function RolesTable() {
  const names = useRoleNames()
  return (
    <div className="tcard">
      <table className="grid perm">
        <colgroup>
          <col />
          {roles.map((role) => (
            <col key={role} className="col-role-mark" />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{w.permission}</span>
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" className="middle">
                {names[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rights.map((right) => (
            <tr key={right}>
              <th scope="row">{w.rights[right]}</th>
              {roles.map((role) => (
                <td key={role} className="middle">
                  {granted([role], right) ? <Check className="i c-ok" aria-hidden /> : <span aria-hidden>–</span>}
                  <span className="sr">{granted([role], right) ? w.yes : w.no}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
