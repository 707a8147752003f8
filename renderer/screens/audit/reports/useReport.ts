/** One report from asking to showing: how far it is, and stopping it. */
import { useEffect, useRef, useState } from 'react'
import type { EventPayload } from '#app/contract/index.ts'
import type { ReportPaper, ReportView } from '#app/contract/record/reports.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { call, on } from '#renderer/bridge.ts'
import type { Choice } from './form.ts'

type Progress = Pick<EventPayload<'report.progress'>, 'rows' | 'of' | 'pages'>

export type Made =
  | { readonly at: 'none' }
  | { readonly at: 'making'; readonly progress: Progress | undefined }
  /** `choice` is what it was made from; a review that was signed off has none. */
  | { readonly at: 'made'; readonly report: ReportView; readonly choice: Choice | undefined }
  | { readonly at: 'faulted'; readonly fault: Fault }

const newTicket = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

export function useReport() {
  const [made, setMade] = useState<Made>({ at: 'none' })
  const ticket = useRef<string>(undefined)
  useEffect(() => {
    const undo = on('report.progress', ({ ticket: its, ...progress }) => {
      if (its === ticket.current) setMade({ at: 'making', progress })
    })
    // Whoever leaves the screen no longer waits for the report.
    return () => {
      undo()
      if (ticket.current) void call('reports.stop', { ticket: ticket.current })
    }
  }, [])
  async function make(
    choice: Choice,
    how: { readonly paper: ReportPaper; readonly thumbnails: boolean },
  ): Promise<void> {
    if (ticket.current !== undefined) return
    const mine = newTicket()
    ticket.current = mine
    setMade({ at: 'making', progress: undefined })
    const outcome = await call('reports.make', { ...choice, ...how, ticket: mine })
    ticket.current = undefined
    if (outcome.ok) setMade({ at: 'made', report: outcome.value, choice })
    else if (outcome.fault.code === 'conflict' && outcome.fault.why === 'report-stopped') setMade({ at: 'none' })
    else setMade({ at: 'faulted', fault: outcome.fault })
  }
  return {
    made,
    make,
    stop: () => {
      if (ticket.current) void call('reports.stop', { ticket: ticket.current })
    },
    show: (report: ReportView) => setMade({ at: 'made', report, choice: undefined }),
  }
}
