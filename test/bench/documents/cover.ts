/** How long a cover sheet takes through the real service, warm: processor time of everything that works for it. */
import { coverTemplates } from '#app/domain/pages/cover.ts'
import { givenService, value } from '#test/unit/documents/service.ts'
import { sheet } from '#test/unit/documents/sheets.ts'
import { figureLine, median, print, timed } from '../figure.ts'
import { ownCpu } from './tools.ts'

const times = 10
const rounds = 7
const warmRounds = 4

export async function benchCover(): Promise<void> {
  const { service } = givenService()
  const draw = async (template: (typeof coverTemplates)[number]): Promise<void> => {
    for (let time = 0; time < times; time += 1) void value(await service.cover({ ...sheet, template }))
  }
  try {
    // The first ones are slow: the machine has not yet learned which of their steps come often.
    for (let round = 0; round < warmRounds; round += 1) for (const template of coverTemplates) await draw(template)
    for (const template of coverTemplates) {
      const [cpus, walls]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round += 1) {
        let wall = 0
        const cpu = await ownCpu(async () => {
          wall = await timed(() => draw(template))
        })
        cpus.push(cpu / times)
        walls.push(wall / times)
      }
      const note = `of processor time; ${median(walls).toFixed(1)} ms on the wall`
      print(figureLine(`documents/cover-${template}`, median(cpus), 'ms', { most: 10 }, note))
    }
  } finally {
    service.stop()
  }
}
