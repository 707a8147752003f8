import { afterEach, beforeEach, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import { lookAlikesOf } from '#main/recipients/look-alike.ts'
import { faultOf } from '#test/given/outcome.ts'
import {
  alder,
  bluefinch,
  bundleOf,
  directory,
  role,
  startDirectory,
  type Answer,
  type Resource,
} from '#test/given/directories/fhir.ts'
import { nppesEntry, nppesHeader, nppesLine, npiOf } from '#test/given/directories/nppes.ts'
import { givenImports, type GivenImports } from './given.ts'

let given: GivenImports
beforeEach(async () => {
  given = await givenImports()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function serve(resources: readonly Resource[], first?: Answer) {
  const server = await startDirectory(resources, 2, first)
  stops.push(server.stop)
  await given.done('contacts.setDirectoryServer', { address: server.address })
  return server
}

async function askServer() {
  const { id } = await given.done('contacts.importServer', {})
  return given.read(id)
}

test('a server is asked page by page, what it includes again is read once, and its people arrive unverified', async () => {
  const server = await serve(directory)
  const view = await askServer()
  expect(view).toMatchObject({ kind: 'fhir-server', stage: 'read', source: new URL(server.address).host })
  expect(
    (await given.rows(view.id)).map(({ person, organisation, numbers }) => [organisation, person, numbers[0]]),
  ).toEqual([
    ['Bluefinch Community Hospital', 'Robin Alder MD', '+12025550153'],
    ['Bluefinch Community Hospital', '', '+12025550154'],
    ['Bluefinch Community Hospital', '', '+12025550151'],
    ['Bluefinch Community Hospital', '', '+12025550152'],
  ])
  expect(server.asked.map((url) => url.split('?')[0])).toEqual([
    '/fhir/PractitionerRole',
    '/fhir/Organization',
    '/fhir/Location',
  ])
  expect(await given.addAll(view.id)).toMatchObject({ stage: 'done', added: 4 })
})

test('next pages are followed, on the same origin only', async () => {
  const organisations = Array.from({ length: 7 }, (_, at) => ({
    ...bluefinch,
    id: `o-${at}`,
    name: `Place ${at}`,
    telecom: [{ system: 'fax', value: `+1 202 555 01${10 + at}` }],
  }))
  const server = await serve(organisations)
  expect((await given.rows((await askServer()).id)).map(({ organisation }) => organisation)).toHaveLength(7)
  expect(server.asked.filter((url) => url.includes('from='))).toHaveLength(3)

  const link = [{ relation: 'next', url: 'https://elsewhere.example/fhir?page=2' }]
  await serve([], (_, response) => {
    response.end(JSON.stringify({ ...bundleOf([role]), link }))
    return true
  })
  expect(await askServer()).toMatchObject({ stage: 'opened', trouble: 'server-elsewhere', groups: [] })
})

test('a server that loops, refuses, redirects, breaks off, or is none, is told apart, and nothing is kept', async () => {
  const answers: Record<string, Answer> = {
    'server-nonsense': (request, response) => {
      const link = [{ relation: 'next', url: request.url ?? '' }]
      response.end(JSON.stringify({ ...bundleOf([role]), link }))
      return true
    },
    'server-refused': (_, response) => {
      response.writeHead(401).end()
      return true
    },
  }
  for (const [why, answer] of Object.entries(answers)) {
    await serve([], answer)
    expect(await askServer()).toMatchObject({ stage: 'opened', trouble: why })
  }
  await serve([], (_, response) => {
    response.end(JSON.stringify(bundleOf([role])).slice(0, -30))
    return true
  })
  expect(await askServer()).toMatchObject({ trouble: 'server-nonsense' })
  await serve([], (_, response) => {
    response.write('{"resourceType": "Bundle", "entry": [')
    response.socket?.destroy()
    return true
  })
  expect(await askServer()).toMatchObject({ trouble: 'server-unreachable' })
  const gone = await startDirectory([])
  await given.done('contacts.setDirectoryServer', { address: gone.address })
  await gone.stop()
  expect(await askServer()).toMatchObject({ trouble: 'server-unreachable' })
  expect(await given.store.read.selectFrom('import_row').selectAll().execute()).toEqual([])
})

test('a server that never ends its answer is given up after a while, and sooner when somebody closes', async () => {
  let heard = (): void => undefined
  const asked = () => new Promise<void>((resolve) => (heard = resolve))
  await serve([], () => {
    heard()
    return true
  })
  const begun = async () => {
    const waiting = asked()
    const { id } = await given.done('contacts.importServer', {})
    await given.done('contacts.importRead', { id })
    await waiting
    return id
  }
  const slow = await begun()
  given.clock.advance(31_000)
  expect(await given.settled(slow)).toMatchObject({ stage: 'opened', trouble: 'server-slow' })
  const closed = await begun()
  await given.done('contacts.importClose', { id: closed })
  expect((await given.done('contacts.imports', {})).imports).toEqual([])
})

test('an answer that is too large is not read to its end', async () => {
  await serve([], (_, response) => {
    response.write('{"resourceType": "Bundle", "entry": [')
    const filler = JSON.stringify({ resource: { resourceType: 'Basic', note: 'x'.repeat(1000) } })
    const more = (): void => {
      while (response.write(`${filler},`.repeat(100)));
      response.once('drain', more)
    }
    response.on('error', () => undefined)
    more()
    return true
  })
  expect(await askServer()).toMatchObject({ trouble: 'server-nonsense' })
})

test('only https, or this very machine, is taken for a server', async () => {
  const set = (address: string) => given.call('contacts.setDirectoryServer', { address })
  for (const address of [
    'http://directory.example/fhir',
    'ftp://x',
    'https://a:b@c.example',
    'https://c.example/?x=1',
    'nonsense',
  ])
    expect(faultOf(await set(address)), address).toEqual({ code: 'invalid', issues: ['address'] })
  expect(await given.done('contacts.setDirectoryServer', { address: 'https://c.example/fhir' })).toEqual({
    address: 'https://c.example/fhir/',
  })
  expect(await given.done('contacts.setDirectoryServer', { address: '' })).toEqual({ address: '' })
  expect(faultOf(await given.call('contacts.importServer', {}))).toEqual({ code: 'not-found' })
})

const at = 'Provider Business Practice Location Address'
const entry = (fax: string) => ({ ...nppesEntry(0), [`${at} State Name`]: 'TX', [`${at} Fax Number`]: fax })
const edition = (fax: string): string => nppesHeader + nppesLine(entry(fax))

async function keep(name: string, content: string): Promise<void> {
  const { import: opened } = await given.open(name, content)
  if (!opened) throw new Error('not opened')
  const { id } = await given.read(opened.id, opened.kind === 'nppes' ? { states: ['TX'] } : {})
  for (const finding of ['ready', 'known', 'taken', 'same-npi', 'same-name'] as const)
    await given.done('contacts.importChoose', { id, choice: 'skip', of: { finding } })
  await given.addAll(id)
}

const matches = async () => {
  const [contact] = await given.contacts()
  const { entries } = await given.done('contacts.directoryMatch', { id: contact?.id as never })
  return entries.map(({ source, at: asOf, e164 }) => [source, new Date(asOf).toISOString().slice(0, 10), e164])
}

test('a directory is kept and says what it knows of a contact, by NPI, the newest edition only, never changing it', async () => {
  const own = await given.take('own.csv', `Name,NPI,Fax\nOur name for them,${npiOf(0)},202 555 0142`)
  await given.addAll(own.id)
  await keep('npidata_pfile_20050523-20261011.csv', edition('2025550150'))
  expect(await matches()).toEqual([['NPPES', '2026-10-11', '+12025550150']])
  given.clock.advance(1000)
  await keep('npidata_pfile_20050523-20261108.csv', edition('2025550142'))
  expect(await matches()).toEqual([['NPPES', '2026-11-08', '+12025550142']])
  expect((await given.contacts()).map(({ organisation }) => organisation)).toEqual(['Our name for them'])
})

test('the entry a contact was made of is no second source; another directory of the same name is', async () => {
  const { import: opened } = await given.open('bundle.json', JSON.stringify(bundleOf([bluefinch, alder])))
  if (!opened) throw new Error('not opened')
  await given.addAll((await given.read(opened.id)).id)
  expect(await matches()).toEqual([])
  await keep(
    'other.json',
    JSON.stringify(bundleOf([{ ...bluefinch, telecom: [{ system: 'fax', value: '202 555 0199' }] }])),
  )
  expect(await matches()).toMatchObject([['other.json', expect.any(String), '+12025550199']])
})

test('a number that a directory lists under its name is no slip of a stranger’s, and any other still is', async () => {
  const own = await given.take('own.csv', 'Name,Fax\nHarborlight Cardiology,202 555 0142')
  await given.addAll(own.id)
  const verified = { state: 'verified', by: `person_${'d'.repeat(20)}`, at: 1, until: 9e12 }
  const evidence = { method: 'call-back', called: '+12025550100', foundOn: 'website', spokeWith: 'Wren Halyard' }
  const verification = JSON.stringify({ ...verified, evidence })
  await given.store.write((tx) => tx.updateTable('fax_number').set({ verification }).execute())
  const alike = async (fax: string, organisation = 'Bluefinch Community Hospital') => {
    const claim = { e164: E164.parse(fax), organisation, department: '', person: '' }
    return (await lookAlikesOf(given.store.read, claim, 2)).map(({ likeness }) => likeness)
  }
  expect(await alike('+12025550143')).toEqual(['one-digit'])
  await keep(
    'b.json',
    JSON.stringify(bundleOf([{ ...bluefinch, telecom: [{ system: 'fax', value: '202 555 0143' }] }])),
  )
  expect(await alike('+12025550143')).toEqual([])
  expect(await alike('+12025550124')).toEqual(['transposed'])
  expect(await alike('+12025550143', 'Somebody Else')).toEqual(['one-digit'])
  expect(await alike('+12025550143', 'Harborlight Cardiology')).toContain('one-digit')
})
