/** On what grounds the pages were disclosed, where the purpose asks for any: a confirmation, a request, a signed form. */
import { FileSignature } from 'lucide-react'
import { useState } from 'react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { words } from '#app/words/index.ts'
import { date, shortDate } from '#renderer/format.ts'
import { PdfDialog } from '#renderer/parts/print/PdfDialog.tsx'

const text = words.purpose

export function Grounds({ fax: { confirmed, request, form, reference } }: { readonly fax: FaxView }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      {confirmed && (
        <>
          <dt>{text.facts.confirmed}</dt>
          <dd>{text.facts.confirmedBy(confirmed.byShortName, shortDate(confirmed.at), confirmed.pages)}</dd>
        </>
      )}
      {request && (
        <>
          <dt>{text.facts.request}</dt>
          <dd>
            {text.facts.requested(date(new Date(`${request.on}T12:00`).getTime()), text.request.ways[request.way])}
          </dd>
        </>
      )}
      {form && (
        <>
          <dt>{text.facts.form}</dt>
          <dd>
            <button type="button" className="btn link sm" onClick={() => setOpen(true)}>
              {text.form.open}
            </button>
            <div className="mono t2xs hash">{form.sha256}</div>
            {open && (
              <PdfDialog
                title={text.form.shown}
                lead={reference}
                icon={FileSignature}
                url={form.url}
                onClose={() => setOpen(false)}
              />
            )}
          </dd>
        </>
      )}
    </>
  )
}
