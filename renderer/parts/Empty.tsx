/** Nothing here yet: what would be here, and the one thing to do next. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type EmptyProps = {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

export const Empty = ({ icon: Icon, title, children, action }: EmptyProps) => (
  <div className="empty">
    <Icon className="i i-32 c3" aria-hidden />
    <h2 className="tlg">{title}</h2>
    {children && <p className="txs pretty">{children}</p>}
    {action}
  </div>
)
