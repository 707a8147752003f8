/** A message that stays on the screen until it no longer holds. */
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type BannerTone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral'

type BannerProps = {
  readonly tone: BannerTone
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly icon?: LucideIcon
  /** Read out at once: only for what has just gone wrong. */
  readonly urgent?: boolean
  readonly className?: string
}

const icons: Readonly<Record<BannerTone, LucideIcon>> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
  neutral: Info,
}

export function Banner({ tone, title, children, actions, icon, urgent, className }: BannerProps) {
  const Icon = icon ?? icons[tone]
  return (
    <div className={['banner', tone, className].filter(Boolean).join(' ')} role={urgent ? 'alert' : undefined}>
      <Icon className="i" aria-hidden />
      <div className="grow">
        {title && <div className="ttl">{title}</div>}
        {children && <p>{children}</p>}
      </div>
      {actions && <span className="row g2">{actions}</span>}
    </div>
  )
}
