/** How long a cover sheet takes through the real service, warm, by the clock on the wall. */
import { coverTemplates } from '#app/domain/pages/cover.ts'
import { givenService, value } from '#test/unit/documents/service.ts'
import { sheet } from '#test/unit/documents/sheets.ts'
import { figureLine, median, print, runs } from '../figure.ts'

export async function benchCover(): Promise<void> {
  const { service } = givenService()
  try {
    for (const template of coverTemplates) {
      const taken = await runs(20, async () => void value(await service.cover({ ...sheet, template })))
      print(figureLine(`documents/cover-${template}`, median(taken), 'ms', { most: 10 }))
    }
  } finally {
    service.stop()
  }
}
