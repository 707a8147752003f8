/** Reports: choose what about, make it, see it as it prints, print it or take it out as PDF, table or proof. */
import { useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import { words } from '#app/words/index.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { Desk } from './Desk.tsx'
import { askedOf, noForm, type ReportFormValues } from './form.ts'
import { ReportForm } from './ReportForm.tsx'
import { useReport } from './useReport.ts'

const w = words.auditScreen.report

export function Reports() {
  const { view, again } = useAnswer('reports.choices', {})
  if (view.at === 'loading') return <Spinner label={words.common.loading} />
  if (view.at === 'faulted') return <FaultNote className="aud-fault" fault={view.fault} onAgain={() => void again()} />
  return <Chosen choices={view.value} />
}

function Chosen({ choices }: { readonly choices: Output<'reports.choices'> }) {
  const [form, setForm] = useState<ReportFormValues>({ ...noForm, paper: choices.paper })
  const { made, make, stop, show } = useReport()
  const [openedAt] = useState(() => Date.now())
  const asked = askedOf(form, openedAt)
  const run = (): void => {
    if (asked.ok) void make(asked.value, { paper: form.paper, thumbnails: form.thumbnails })
  }
  return (
    <div className="split aud-report">
      <ReportForm
        form={form}
        choices={choices}
        wrong={asked.ok ? undefined : asked.wrong}
        busy={made.at === 'making'}
        onChange={(part) => setForm({ ...form, ...part })}
        onMake={run}
        onReviewed={show}
      />
      <section className="desk aud-desk" aria-label={w.preview}>
        <Desk made={made} onAgain={run} onStop={stop} />
      </section>
    </div>
  )
}
