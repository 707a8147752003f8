/**
 * `npm run bench crash-points`: ten thousand crash points over every pretended service and every reply it can give, most of
 * them power cuts, hundreds of them kills of a real process; and what came of them.
 */
import { fork } from 'node:child_process'
import path from 'node:path'
import { killPoints } from '#test/fault/crash-points/kills.ts'
import { noneYet, type Count } from '#test/fault/crash-points/power-cut.ts'
import { worldKinds } from '#test/given/worlds/index.ts'
import { figureLine, print } from '../figure.ts'

const cutsEach = 650
const killsEach = 20
const hands = 2

type Part = { readonly kind: string; readonly count: Count }

const cuts = (kinds: readonly string[]): Promise<readonly Part[]> =>
  new Promise((resolve, reject) => {
    const parts: Part[] = []
    const child = fork(path.join(import.meta.dirname, 'share.ts'), [String(cutsEach), ...kinds])
    child.on('message', (part) => {
      parts.push(part as Part)
      told('cuts', part as Part)
    })
    child.once('exit', (code) => (code === 0 ? resolve(parts) : reject(new Error(`a share ended with ${code}`))))
  })

function told(what: string, { kind, count: { points, lost, twice, untrue } }: Part): void {
  print(`${what} over ${kind}: ${points}, ${lost} lost, ${twice} twice, ${untrue} untrue`)
}

async function kills(kinds: readonly string[]): Promise<readonly Part[]> {
  const parts: Part[] = []
  for (const kind of kinds) {
    const count = await killPoints(kind, killsEach, 1 + worldKinds.indexOf(kind) * 1_000)
    parts.push({ kind, count })
    told('kills', { kind, count })
  }
  return parts
}

export async function benchCrashPoints(): Promise<void> {
  const kinds = [...worldKinds, 'paper']
  const shares = Array.from({ length: hands }, (_, hand) => kinds.filter((__, nth) => nth % hands === hand))
  const cut = (await Promise.all(shares.map(cuts))).flat()
  const killed = await kills(worldKinds)
  const all = [...cut, ...killed].map(({ count }) => count)
  const sum = (of: (count: Count) => number): number => all.reduce((total, count) => total + of(count), 0)
  const killedIn = killed.reduce((total, { count }) => total + count.points, noneYet.points)
  const tried = sum(({ points }) => points)
  print(figureLine('crash-points/tried', tried, 'points', { least: 10_000 }, `(${killedIn} of them kills)`))
  for (const [what, unit] of [
    ['lost', 'faxes'],
    ['twice', 'faxes'],
    ['untrue', 'states'],
  ] as const)
    print(
      figureLine(
        `crash-points/${what}`,
        sum((count) => count[what]),
        unit,
        { most: 0 },
      ),
    )
  for (const why of all.flatMap((count) => count.why).slice(0, 20)) print(why)
}
