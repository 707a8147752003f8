/** One folder, and the lives and deaths of a desk on it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import path from 'node:path'
import { systemClock } from '#main/clock.ts'
import { startApplication } from '#test/given/application.ts'
import { keptKeychain } from '#test/given/keychain.ts'
import { addContact, setUp, verify } from '#test/given/walk/walk-steps.ts'

/** A page in 0.2 s instead of 1.2. */
export const trainingPace = 0.15

/** How many faxes a desk queues before it only sends. */
export const faxesALife = 2
/** What it then says it is doing. */
export const onlySending = 'only-sending'

/** Beside the data, as a system's keychain is: the desk opens at start with nobody there. */
export const keychainFile = (folder: string): string => `${folder}.keychain`

/** Numbers by how the training line treats them (`lines.list`); each ending more than once, in another area code. */
const endings = '0142 0111 0143 0116 0144 0112 0145 0111 0146 0113 0147 0116 0148 0114 0149 0117 0150 0115 0151'.split(
  ' ',
)

/** A practice with contacts for every outcome. */
export async function prepare(folder: string): Promise<void> {
  const desk = await startApplication(systemClock, { folder, keychain: keptKeychain(keychainFile(folder)) })
  await setUp(desk)
  for (const [at, ending] of endings.entries()) {
    const fields = { organisation: `Recipient ${at}`, department: '', person: '', voice: '', note: '' }
    await verify(desk, await addContact(desk, `+1 ${220 + at} 555 ${ending}`, fields))
  }
  await desk.stop()
}

/** What is waited for, how often, and how many ms more: then comes the kill. It comes anyway, `atMostMs` after it has queued all it will. */
export type Moment = {
  readonly word: string
  readonly times: number
  readonly delayMs: number
  readonly atMostMs: number
}

/** The id of a fax, and what was said of it. */
type Told = readonly [id: string, what: string]

/** What one life said before it ended. */
export type Life = {
  /** What it was doing when it was killed: the last thing it said it would do. */
  readonly doing: string
  /** The last phase told of each fax it was busy with. */
  readonly phases: readonly Told[]
  /** Faxes it was told are queued, with the hash of their pages. */
  readonly queued: readonly Told[]
  /** How many faxes it found at its start; undefined when it did not live to say. */
  readonly knows: number | undefined
  /** What it said on stderr: nothing, as long as all is well. */
  readonly trouble: string
}

/** Starts the desk, waits for its moment, kills it, and hears it out. */
export async function liveAndDie(folder: string, first: number, moment: Moment): Promise<Life> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'desk.ts'), folder, String(first)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  const lines: string[] = []
  let trouble = ''
  let left = moment.times
  const kill = (): void => void child.kill('SIGKILL')
  // Time is what is random here: nothing is waited for by sleeping.
  const killIn = (ms: number): void => void setTimeout(kill, ms).unref()
  child.stderr.on('data', (chunk: Buffer) => void (trouble += chunk.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    if (line === `doing ${onlySending}`) killIn(moment.atMostMs)
    if (line.split(' ').includes(moment.word) && (left -= 1) === 0) killIn(moment.delayMs)
  })
  const [code] = (await ended) as [number | null]
  return { ...heard(lines), trouble: code === null ? trouble : `${trouble} (ended by itself with ${code})` }
}

function heard(lines: readonly string[]): Omit<Life, 'trouble'> {
  const words = lines.map((line) => line.split(' '))
  const pairs = (word: string): readonly Told[] => [
    ...new Map(words.flatMap(([first, id = '', what = '']) => (first === word ? [[id, what] as const] : []))),
  ]
  const knows = words.findLast(([first]) => first === 'knows')?.[1]
  return {
    doing: words.findLast(([first]) => first === 'doing')?.[1] ?? 'starting',
    phases: pairs('fax'),
    queued: pairs('queued'),
    knows: knows === undefined ? undefined : Number(knows),
  }
}
