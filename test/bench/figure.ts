/**
 * Figures of a bench: medians of several runs, ratios against a reference measured in the same run. A bench never fails
 * a build: its last word is `ok` or `short`.
 */

/** The middle value; of an even number, the lower middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** How long `act` takes, in ms. */
export async function timed(act: () => unknown): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** The same several times, one after another; the first run warms up and does not count. */
export async function runs(count: number, act: () => unknown): Promise<readonly number[]> {
  await act()
  const all: number[] = []
  for (let run = 0; run < count; run += 1) all.push(await timed(act))
  return all
}

export type Goal = { readonly most: number } | { readonly least: number } | undefined

/** One line a figure: `bench area/name 1.07 x (goal >= 1.0) ok`. */
export function figureLine(name: string, value: number, unit: string, goal?: Goal, note = ''): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3))
  const said = note === '' ? '' : ` ${note}`
  if (!goal) return `bench ${name} ${rounded} ${unit}${said} ok`
  const [sign, bound, met] =
    'most' in goal ? ['<=', goal.most, value <= goal.most] : ['>=', goal.least, value >= goal.least]
  return `bench ${name} ${rounded} ${unit} (goal ${sign} ${bound})${said} ${met ? 'ok' : 'short'}`
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`)
