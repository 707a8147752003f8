/** Pages to look at in a dialog: the sealed packet, or a report. They are gone from the page when it closes. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { PdfPages } from '#renderer/parts/print/PdfPages.tsx'

type PdfDialogProps = {
  readonly title: string
  readonly lead?: ReactNode
  readonly icon: LucideIcon
  readonly url: string
  readonly actions?: ReactNode
  readonly onClose: () => void
}

export const PdfDialog = ({ title, lead, icon, url, actions, onClose }: PdfDialogProps) => (
  <Dialog
    title={title}
    lead={lead}
    icon={icon}
    className="pdf-dialog"
    onClose={onClose}
    footer={
      <>
        <Button onClick={onClose} first>
          {words.common.close}
        </Button>
        {actions}
      </>
    }
  >
    <div className="pdf-desk" tabIndex={0} role="group" aria-label={title}>
      <PdfPages url={url} label={title} />
    </div>
  </Dialog>
)
