/** `utilityProcess`: a child that may die, spoken to in cloned values. */
import { createHash } from 'node:crypto'
import type { UtilityProcess } from 'electron'
import { expect, test } from './fixtures.ts'

/** Asks a fresh child one thing and ends it. Runs in main. */
test.beforeEach(async ({ shell, page }) => {
  await page.title()
  await shell.evaluate(({ utilityProcess }) => {
    const { folder } = globalThis.contract
    const fork = (options: object = {}) =>
      utilityProcess.fork(`${folder}/child.mjs`, ['one'], { serviceName: 'contract', ...options })
    const ask = async (question: string, value?: unknown): Promise<unknown> => {
      const child = fork()
      const answered = new Promise((resolve) =>
        child.once('message', ({ answer }: { answer: unknown }) => resolve(answer)),
      )
      child.postMessage({ ask: question, value }) // before it runs: the message waits
      const answer = await answered
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
      return answer
    }
    Object.assign(globalThis, { fork, ask })
  })
})

interface Main {
  readonly fork: (options?: object) => UtilityProcess
  readonly ask: (question: string, value?: unknown) => Promise<unknown>
}

test('it is a process of its own kind, with what it was given', async ({ shell }) => {
  const who = await shell.evaluate(() => (globalThis as unknown as Main).ask('who'))
  expect(who).toMatchObject({ type: 'utility', port: 'function', args: ['one'] })
})

test('values cross as structured clone says', async ({ shell }) => {
  const seen = await shell.evaluate(async () => {
    const { ask } = globalThis as unknown as Main
    const echoed = (await ask('echo', { at: new Date(5), map: new Map([['a', 1n]]), nothing: undefined })) as {
      at: Date
      map: Map<string, bigint>
    }
    return [echoed.at.getTime(), echoed.map.get('a') === 1n, 'nothing' in echoed, await ask('kind', Buffer.from('abc'))]
  })
  expect(seen).toEqual([5, true, true, ['Uint8Array', 3]])
})

test('20 MB cross unharmed, both ways', async ({ shell }) => {
  const seen = await shell.evaluate(async () => {
    const { ask } = globalThis as unknown as Main
    const bytes = Uint8Array.from({ length: 20_000_000 }, (_, at) => at % 249)
    const back = (await ask('echo', bytes)) as Uint8Array
    return [await ask('hash', bytes), back.length, back[300] === bytes[300]]
  })
  const expected = createHash('sha256').update(Uint8Array.from({ length: 20_000_000 }, (_, at) => at % 249))
  expect(seen).toEqual([expected.digest('hex'), 20_000_000, true])
})

test('what cannot be cloned is refused where it is sent', async ({ shell }) => {
  const said = await shell.evaluate(() => {
    const child = (globalThis as unknown as Main).fork()
    try {
      child.postMessage(() => 1)
      return 'sent'
    } catch {
      return 'refused'
    } finally {
      child.kill()
    }
  })
  expect(said).toBe('refused')
})

test('its end is told, with the code', async ({ shell }) => {
  const said = await shell.evaluate(async ({ app }) => {
    const child = (globalThis as unknown as Main).fork()
    const events: unknown[] = []
    child.on('spawn', () => events.push('spawn', typeof child.pid))
    const gone = new Promise((resolve) =>
      app.once('child-process-gone', (_event, details) => resolve([details.type, details.name])),
    )
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.postMessage({ ask: 'leave', value: 7 })
    return [await ended, ...events, child.pid, await gone]
  })
  expect(said).toEqual([7, 'spawn', 'number', undefined, ['Utility', 'contract']])
})

test('its output can be read', async ({ shell }) => {
  const text = await shell.evaluate(async () => {
    const child = (globalThis as unknown as Main).fork({ stdio: 'pipe' })
    const printed = new Promise((resolve) => child.stdout?.once('data', (data: Buffer) => resolve(String(data))))
    child.postMessage({ ask: 'print', value: 'from the child' })
    const said = await printed
    child.kill()
    return said
  })
  expect(text).toBe('from the child')
})

test("its cryptography is Electron's too", async ({ shell }) => {
  expect(await shell.evaluate(() => (globalThis as unknown as Main).ask('chacha'))).toBe('refused')
})
