/** `npm run bench [area]`: prints the figures of one area, or of all. */
import { benchAudit } from './audit/index.ts'
import { benchDocuments } from './documents/index.ts'
import { benchFoundation } from './foundation/index.ts'
import { benchRecipients } from './recipients/index.ts'

const areas: Readonly<Record<string, () => Promise<void>>> = {
  foundation: benchFoundation,
  documents: benchDocuments,
  audit: benchAudit,
  recipients: benchRecipients,
}

const asked = process.argv.slice(2)
for (const area of asked.length > 0 ? asked : Object.keys(areas)) {
  const bench = Object.hasOwn(areas, area) ? areas[area] : undefined
  if (!bench) throw new Error(`No such area: ${area}. There are: ${Object.keys(areas).join(', ')}`)
  await bench()
}
