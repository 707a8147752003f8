/** What the printer gets, and only the printer: while it is mounted, printing prints this instead of the window. */
import { createPortal } from 'react-dom'
import type { ReactNode } from 'react'

export const PrintSheet = ({ children }: { readonly children: ReactNode }) =>
  createPortal(
    <div className="print-sheet" aria-hidden>
      {children}
    </div>,
    document.body,
  )
