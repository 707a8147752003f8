/** `npm run bench crash-points`: ten thousand power cuts, shared out to processes of its own, and what came of them. */
import { fork } from 'node:child_process'
import path from 'node:path'
import type { Count } from '#test/fault/crash-points/power-cut.ts'
import { figureLine, print } from '../figure.ts'

const points = 10_000
const hands = 2

const begun = (first: number): Promise<Count> =>
  new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'share.ts'), [first, hands, points / hands].map(String))
    child.once('message', (count) => resolve(count as Count))
    child.once('exit', (code) => code !== 0 && reject(new Error(`a share ended with ${code}`)))
  })

export async function benchCrashPoints(): Promise<void> {
  const shares = await Promise.all(Array.from({ length: hands }, (_, nth) => begun(nth + 1)))
  const sum = (of: (count: Count) => number): number => shares.reduce((total, count) => total + of(count), 0)
  print(
    figureLine(
      'crash-points/tried',
      sum((count) => count.points),
      'power cuts',
      { least: points },
    ),
  )
  print(
    figureLine(
      'crash-points/lost',
      sum((count) => count.lost),
      'faxes',
      { most: 0 },
    ),
  )
  print(
    figureLine(
      'crash-points/twice',
      sum((count) => count.twice),
      'faxes',
      { most: 0 },
    ),
  )
  print(
    figureLine(
      'crash-points/untrue',
      sum((count) => count.untrue),
      'states',
      { most: 0 },
    ),
  )
  for (const why of shares.flatMap((count) => count.why).slice(0, 10)) print(why)
}
