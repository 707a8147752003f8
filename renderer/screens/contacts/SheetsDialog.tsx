/** Call-back sheets as the pages that will print. */
import { Download, Printer } from 'lucide-react'
import type { ReportView } from '#app/contract/record/reports.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { PdfDialog } from '#renderer/parts/print/PdfDialog.tsx'
import { useToasts } from '#renderer/state/toasts.ts'

type SheetsDialogProps = { readonly report: ReportView; readonly onClose: () => void }

export const SheetsDialog = ({ report, onClose }: SheetsDialogProps) => (
  <PdfDialog
    title={words.contacts.due.sheets}
    lead={words.contacts.due.sheetsLead}
    icon={Printer}
    url={report.url}
    onClose={onClose}
    actions={
      <Button kind="primary" icon={Download} onClick={() => void save(report)}>
        {words.deliveryScreen.report.save}
      </Button>
    }
  />
)

async function save({ id }: ReportView): Promise<void> {
  const outcome = await call('reports.save', { id })
  const { show } = useToasts.getState()
  if (!outcome.ok) show({ tone: 'bad', text: faultText(outcome.fault) })
  else if (outcome.value.saved) show({ tone: 'ok', text: words.deliveryScreen.report.saved })
}
