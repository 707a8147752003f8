/** The head of a page of Settings. */
import type { ReactNode } from 'react'

type PartHeadProps = { readonly title: string; readonly lead: string; readonly action?: ReactNode }

export const PartHead = ({ title, lead, action }: PartHeadProps) => (
  <div className="row g3 mb4 wrap">
    <div className="grow">
      <h2 className="txl">{title}</h2>
      <p className="c2 txs">{lead}</p>
    </div>
    {action && <div className="row g2">{action}</div>}
  </div>
)
