/** `npm run bench [area]`: prints the figures of one area, or of all. */
import { benchAudit } from './audit/index.ts'
import { benchCrashPoints } from './delivery/crash-points.ts'
import { benchDelivery } from './delivery/index.ts'
import { benchDocuments } from './documents/index.ts'
import { benchFindings } from './findings/index.ts'
import { benchFoundation } from './foundation/index.ts'
import { benchRecipients } from './recipients/index.ts'
import { benchReports } from './reports/index.ts'

const areas: Readonly<Record<string, () => Promise<void>>> = {
  foundation: benchFoundation,
  documents: benchDocuments,
  findings: benchFindings,
  audit: benchAudit,
  recipients: benchRecipients,
  reports: benchReports,
  delivery: benchDelivery,
  'crash-points': benchCrashPoints,
}

const asked = process.argv.slice(2)
for (const area of asked.length > 0 ? asked : Object.keys(areas)) {
  const bench = Object.hasOwn(areas, area) ? areas[area] : undefined
  if (!bench) throw new Error(`No such area: ${area}. There are: ${Object.keys(areas).join(', ')}`)
  await bench()
}
