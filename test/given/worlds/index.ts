/** Every world there is, by the kind of its line. */
import { createTrainingLine } from '#main/lines/training/line.ts'
import { serviceLineId } from '../outbox/service.ts'
import { asteriskWorld, hylafaxWorld, ownLines, trainingWorld } from './own.ts'
import { webLine, webs, webWorld } from './web.ts'
import type { LineTo, World } from './world.ts'

export const worldKinds: readonly string[] = Object.freeze([...Object.keys(webs), 'hylafax', 'asterisk', 'training'])

export const startWorld = (kind: string): Promise<World> => {
  if (kind === 'hylafax') return hylafaxWorld()
  if (kind === 'asterisk') return asteriskWorld()
  return kind === 'training' ? Promise.resolve(trainingWorld()) : webWorld(kind)
}

export const lineTo: LineTo = (where, { clock, store }) => {
  const own = { id: serviceLineId, kind: 'phaxio', name: where.kind } as const
  if (where.kind === 'training')
    return { ...createTrainingLine({ store, clock, name: 'Training line', pace: 1 }), id: serviceLineId }
  const driver = ownLines[where.kind]?.(where, clock) ?? webLine(where.kind, where.address, clock)
  return { ...driver, ...own, standing: () => 'ready' }
}
