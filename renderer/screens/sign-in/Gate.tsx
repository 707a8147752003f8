/** The frame of everything shown without an open session: the practice's mark, one task, a count of faxes being sent. */
import { Monitor, Send } from 'lucide-react'
import type { ReactNode } from 'react'
import type { StatusView } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Brand } from '#renderer/parts/Brand.tsx'

type GateProps = {
  readonly status: StatusView
  readonly children: ReactNode
  readonly footEnd?: ReactNode
  readonly className?: string
}

export const Gate = ({ status, children, footEnd, className }: GateProps) => (
  <div className={['gate', className].filter(Boolean).join(' ')}>
    <header className="wiz-bar">
      <Brand />
    </header>
    <main className="gate-main">{children}</main>
    <footer className="gate-foot">
      <span className="row g2">
        {status.sending > 0 && (
          <>
            <Send className="i" aria-hidden />
            <span>{words.signIn.sending(status.sending)}</span>
          </>
        )}
      </span>
      <span className="row g5">
        {status.workstation && (
          <span className="row g2">
            <Monitor className="i" aria-hidden />
            {status.workstation}
          </span>
        )}
        {footEnd}
      </span>
    </footer>
  </div>
)
