/** The reports room: its share of the handlers, and the bytes of reports for the page. */
import { ReportId } from '#app/domain/ids.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Actor } from '../door/handler.ts'
import { createSheetHandlers } from './call-back-sheets.ts'
import { createReportHandlers } from './handlers.ts'
import { findKeptReport } from './kept.ts'
import type { ReportParts } from './parts.ts'

export function createReportRoom(parts: ReportParts) {
  return {
    handlers: { ...createReportHandlers(parts), ...createSheetHandlers(parts) },
    /** What `document/report/<id>` answers. Faults: not-found, forbidden, store. */
    readReport: async (id: string, actor: Actor): Promise<Outcome<Uint8Array>> => {
      const parsed = ReportId.safeParse(id)
      if (!parsed.success) return notFound
      const report = await findKeptReport({ read: parts.store.read, files: parts.files }, parsed.data, actor)
      return report.ok ? ok(report.value.bytes) : report
    },
  }
}
