/** The record sent to a real rsyslog over TLS: in order, at least once, whatever happens to the server on the way. */
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPump } from '#main/audit/sink/pump.ts'
import { sinkPositionSetting, sinkTargetSetting, type SyslogTarget } from '#main/audit/sink/target.ts'
import { systemNetwork } from '#main/network.ts'
import { readSetting, writeSetting } from '#main/store/settings.ts'
import { givenRecord, type GivenRecord } from '#test/given/record.ts'
import { givenRsyslog, rsyslogMissing, type GivenRsyslog } from '#test/given/judges/rsyslog.ts'

const missing = rsyslogMissing()
if (missing) process.stdout.write(`skipped: ${missing}\n`)

describe.skipIf(missing !== undefined)('against rsyslog', () => {
  let record: GivenRecord
  let server: GivenRsyslog
  let pump: ReturnType<typeof createPump>

  beforeEach(async () => {
    record = await givenRecord()
    server = await givenRsyslog(path.join(record.folder, 'rsyslog'))
    await server.start()
    pump = createPump({ store: record.store, clock: record.clock, network: systemNetwork, changed: () => undefined })
    await aimAt({})
  })
  afterEach(async () => {
    await pump.stop()
    await server.stop()
    await record.close()
  })

  function aimAt(part: Partial<SyslogTarget>): Promise<void> {
    const { port, authority, client } = server
    const target = {
      kind: 'syslog',
      name: 'front-desk-1',
      host: 'localhost',
      port,
      authority,
      client,
      ...part,
    } as const
    return record.store.write((tx) => writeSetting(tx, sinkTargetSetting, target))
  }

  async function append(count: number): Promise<void> {
    await record.store.write(async (tx) => {
      for (let at = 0; at < count; at += 1)
        await record.writer.append(tx, {
          actor: 'system',
          action: 'fax.delivered',
          subject: 'FD-00042',
          details: { pages: 3, note: 'x]y"z\\' },
        })
    })
  }

  const upTo = async (): Promise<number> => (await readSetting(record.store.read, sinkPositionSetting)).upTo
  const numbers = async () => (await server.taken()).map((line) => Number(/ seq="(\d+)"/.exec(line)?.[1]))
  const head = async () => (await record.verify()).end?.sequence ?? 0
  /** What a server did not take is sent again later; here at once, for nobody moves the clock. */
  const allTaken = async (): Promise<void> => {
    const last = await head()
    await expect.poll(() => pump.flush().then(upTo)).toBe(last)
  }

  test('every entry arrives once, in order, in the form of RFC 5424', async () => {
    await append(1200)
    await pump.flush()
    expect(pump.trouble()).toBeUndefined()
    expect(await upTo()).toBe(await head())
    const last = await head()
    await expect.poll(async () => (await numbers()).length).toBe(last)
    expect(await numbers()).toEqual(Array.from({ length: last }, (_, at) => at + 1))
    const [first] = await server.taken()
    expect(first).toMatch(
      /^<110>1 2026-04-14T10:00:00\.000Z front-desk-1 faxdesk - fax\.delivered \[faxdesk@32473 seq="1" actor="system" action="fax\.delivered" subject="FD-00042" outcome="done" hash="[0-9a-f]{64}" pages="3"\] fax\.delivered done$/,
    )
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'stopped (%s) and started again on the way: nothing is lost',
    async (signal) => {
      await append(700)
      await allTaken()
      // What it has read and not yet written is its own to lose.
      const first = await head()
      await expect.poll(async () => (await numbers()).length).toBe(first)
      await server.stop(signal)
      await append(700)
      await pump.flush()
      expect(pump.trouble()).toMatchObject({ kind: 'refused' })
      // Nobody who works at the desk noticed: appending went on all the time.
      await append(700)
      await server.start()
      const last = await head()
      await allTaken()
      expect(pump.trouble()).toBeUndefined()
      await expect.poll(async () => new Set(await numbers()).size).toBe(last)
      const seen = await numbers()
      // At least once, and a number that comes again comes with all that follow it.
      expect([...new Set(seen)]).toEqual(Array.from({ length: last }, (_, at) => at + 1))
    },
  )

  test('stopped in the middle of a batch, what it did not end in order is sent again', async () => {
    await append(4000)
    const under = pump.flush()
    await expect.poll(() => upTo()).toBeGreaterThan(0)
    await server.stop('SIGKILL')
    await under
    const before = await upTo()
    await server.start()
    await pump.flush()
    expect(await upTo()).toBeGreaterThanOrEqual(before)
    await allTaken()
    const last = await head()
    await expect.poll(async () => (await numbers()).at(-1)).toBe(last)
    const after = (await numbers()).filter((number) => number > before)
    expect([...new Set(after)]).toEqual(Array.from({ length: last - before }, (_, at) => before + at + 1))
  })

  test('a server that another authority vouches for, or another name, is not trusted', async () => {
    await append(3)
    const other = await givenRsyslog(path.join(record.folder, 'other'))
    await aimAt({ authority: other.authority })
    await pump.flush()
    expect(pump.trouble()).toMatchObject({ kind: 'not-trusted' })
    await aimAt({ client: other.client })
    await pump.flush()
    expect(pump.trouble()).toBeDefined()
    expect(await upTo()).toBe(0)
    await aimAt({})
    await pump.flush()
    expect(await upTo()).toBe(3)
  })
})
