/** An answer lost at a fax server: the list is believed neither too early nor too late, whatever the clock does. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { systemNetwork } from '#main/network.ts'
import { givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { fakeServer, type FakeServer } from '#test/given/hylafax/server.ts'
import { change, numberOf, readyDraft, seal, send, setUp, verifiedContact } from '#test/given/walk/walk-steps.ts'

let given: GivenApplication
let server: FakeServer
const login = { user: 'clinic', password: 'lantern' }

beforeEach(async () => {
  server = await fakeServer(login)
  given = await givenApplication({ network: systemNetwork })
  await setUp(given)
})
afterEach(async () => {
  await given.leave()
  await server.close()
})

/** A fax whose submission got no answer. */
async function lost(): Promise<FaxView> {
  const settings = { kind: 'hylafax', host: '127.0.0.1', port: server.port, user: login.user } as const
  const { id } = await given.done('lines.add', {
    name: 'Office',
    settings: { ...settings, protectedNetwork: false },
    secret: { kind: 'hylafax', password: login.password },
  })
  const agreement = { kind: 'own-server', operator: 'Ferris IT', since: given.clock.now() } as const
  await given.done('lines.agreement', { id, agreement })
  await given.done('lines.check', { id })
  const draft = await readyDraft(given, numberOf(await verifiedContact(given)).id)
  const fax = await send(given, await seal(given, await change(given, draft, { lineId: id })))
  await until(fax, 'uncertain')
  return fax
}

const read = ({ id }: FaxView) => given.done('faxes.read', { id })
const submissions = () => server.commands.filter((command) => command === 'JSUBM').length

async function until(fax: FaxView, ...phases: readonly string[]): Promise<void> {
  await goOn(given, async () => {
    await given.done('session.touch', {})
    return phases.includes((await read(fax)).state.phase)
  })
}

test('what the server took is found and delivered once', async () => {
  server.wishes.breakAfter = 'JSUBM'
  const fax = await lost()
  server.wishes.breakAfter = ''
  await until(fax, 'accepted')
  const [job] = server.jobs
  Object.assign(job ?? {}, { state: 'D', pagesSent: 2, pages: 2 })
  await until(fax, 'delivered')
  expect(submissions()).toBe(1)
  expect((await read(fax)).attempts).toMatchObject([{ outcome: 'delivered', pagesSent: 2 }])
})

test('what the server does not know is handed over again, and not before half a minute has passed', async () => {
  server.wishes.breakAt = 'JSUBM'
  const fax = await lost()
  server.wishes.breakAt = ''
  const since = given.clock.now()
  // Real clocks show odd milliseconds too.
  given.clock.advance(1)
  await until(fax, 'accepted')
  expect(given.clock.now() - since).toBeGreaterThanOrEqual(29_000)
  expect(server.jobs).toHaveLength(1)
  expect(given.incidents()).toEqual([])
})

test('a list that may have forgotten the fax proves nothing: a person decides', async () => {
  server.wishes.breakAfter = 'JSUBM'
  const fax = await lost()
  server.wishes.breakAfter = ''
  // The computer slept for hours; the server delivered it meanwhile, and cleared it away.
  server.jobs.length = 0
  given.clock.jump(8 * 60 * 60_000)
  for (let minutes = 0; minutes < 30; minutes += 1) given.clock.advance(60_000)
  await goOn(given, () => given.seen.attentions > 0)
  expect(submissions()).toBe(1)
  await given.done('session.signIn', {
    personId: (await given.done('app.status', {})).people[0]?.id ?? fax.sentBy.id,
    password: 'correct horse battery staple',
  })
  expect((await read(fax)).state.phase).toBe('uncertain')
})
