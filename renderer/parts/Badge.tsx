/** A small labelled state: icon, word and colour together. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type BadgeTone = 'neutral' | 'ok' | 'warn' | 'bad' | 'info' | 'plain'

type BadgeProps = {
  readonly tone?: BadgeTone
  readonly icon?: LucideIcon
  readonly title?: string
  readonly children: ReactNode
}

export const Badge = ({ tone = 'neutral', icon: Icon, title, children }: BadgeProps) => (
  <span className={tone === 'neutral' ? 'badge' : `badge ${tone}`} title={title}>
    {Icon && <Icon className="i" aria-hidden />}
    {children}
  </span>
)
