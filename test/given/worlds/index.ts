/** Every world there is, by the kind of its line. */
import { createTrainingLine } from '#main/lines/training/line.ts'
import { noWayIn } from '#main/lines/way-in.ts'
import { givenWayIn } from '../callbacks/door.ts'
import { serviceLineId } from '../outbox/service.ts'
import { asteriskWorld, hylafaxWorld, ownLines, trainingWorld } from './own.ts'
import { fetching, webLine, webs, webWorld } from './web.ts'
import type { LineTo, World } from './world.ts'

export const worldKinds: readonly string[] = Object.freeze([...Object.keys(webs), 'hylafax', 'asterisk', 'training'])

export const startWorld = (kind: string): Promise<World> => {
  if (kind === 'hylafax') return hylafaxWorld()
  if (kind === 'asterisk') return asteriskWorld()
  return kind === 'training' ? Promise.resolve(trainingWorld()) : webWorld(kind)
}

export const lineTo: LineTo = async (where, { clock, store }) => {
  const own = { id: serviceLineId, kind: 'phaxio', name: where.kind } as const
  if (where.kind === 'training')
    return {
      line: { ...createTrainingLine({ store, clock, name: 'Training line', pace: 1 }), id: serviceLineId },
      leave: () => Promise.resolve(),
    }
  // What a dead process handed out leads nowhere, as its door and its memory are gone.
  const door = fetching.includes(where.kind) ? await givenWayIn(clock, false) : undefined
  const driver = ownLines[where.kind]?.(where, clock) ?? webLine(where, clock, door ?? noWayIn)
  return { line: { ...driver, ...own, standing: () => 'ready' }, leave: async () => door?.close() }
}
