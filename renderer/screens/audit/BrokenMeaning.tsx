/** What a broken chain means, and what to do first. */
import { ShieldX } from 'lucide-react'
import type { VerificationView } from '#app/contract/audit.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'

const w = words.auditScreen.means

type Why = Extract<VerificationView, { result: 'broken' }>['why']

export const BrokenMeaning = ({ why, onClose }: { readonly why: Why; readonly onClose: () => void }) => (
  <Dialog
    title={w.title}
    icon={ShieldX}
    tone="bad"
    onClose={onClose}
    onConfirm={onClose}
    footer={
      <Button first onClick={onClose}>
        {words.common.close}
      </Button>
    }
  >
    <div className="col g3">
      <p>{w.why[why]}</p>
      <p className="c2">{w.intact}</p>
      <h3 className="tsm semi">{w.todo}</h3>
      <ol className="trouble-steps">
        {w.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  </Dialog>
)
