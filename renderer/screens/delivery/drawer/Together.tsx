/** Whom else the same act sent the same pages to. */
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { words } from '#app/words/index.ts'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { Private } from '#renderer/parts/Private.tsx'

export function Together({ fax: { sentWith } }: { readonly fax: FaxView }) {
  if (sentWith.length === 0) return null
  return (
    <section className="side-sec">
      <h3>{words.groups.together.title}</h3>
      <ul className="txs col g1">
        {sentWith.map(({ id, reference, organisation, department }) => (
          <li key={id} className="row between g2">
            <span className="ell">
              <Covered name={organisation} />
              {department && (
                <span className="c2">
                  {' · '}
                  <Private>{department}</Private>
                </span>
              )}
            </span>
            <span className="num c3">{reference}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
