/** The paper reports are printed on: what was chosen last, until then what this computer's region uses. */
import { z } from 'zod'
import { ReportPaper } from '#app/contract/record/reports.ts'
import { readSetting, setting } from '../store/settings.ts'
import type { ReadStore } from '../store/store.ts'

export const paperSetting = setting<ReportPaper | 'by-region'>({
  key: 'report-paper',
  schema: z.enum([...ReportPaper.options, 'by-region']),
  fallback: 'by-region',
})

/** Regions that print on Letter. Source: Unicode CLDR 47, supplemental data, paperSize US-Letter. */
const letter: ReadonlySet<string> = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))

export function paperOfRegion(locale: string): ReportPaper {
  const { region } = new Intl.Locale(locale).maximize()
  return region !== undefined && letter.has(region) ? 'letter' : 'a4'
}

export async function paperOf(read: ReadStore): Promise<ReportPaper> {
  const chosen = await readSetting(read, paperSetting)
  return chosen === 'by-region' ? paperOfRegion(Intl.DateTimeFormat().resolvedOptions().locale) : chosen
}
