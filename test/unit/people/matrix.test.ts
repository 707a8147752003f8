/**
 * The whole matrix: every operation, asked through the real door by a person of each role, by nobody, and by each while
 * the desk is locked. What must come out is written here by hand, apart from the table that the door asks. Every call
 * has a wrong shape: the door judges rights before shape, so `invalid` means "allowed" and nothing is done.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract, events, type EventName, type OperationName } from '#app/contract/index.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { rightsOf, roles, type Role } from '#app/domain/rights.ts'
import { danasPassword, givenDesk, type GivenDesk } from '#test/given/front-desk.ts'
import { valueOf } from '#test/given/outcome.ts'

const everyone = ['sender', 'supervisor', 'privacy-officer', 'administrator'] as const
const senders = ['sender', 'supervisor'] as const
const readers = ['sender', 'supervisor', 'privacy-officer'] as const
const overseers = ['supervisor', 'privacy-officer', 'administrator'] as const
const officer = ['privacy-officer'] as const
const administrator = ['administrator'] as const

/** Who may. `locked` marks what a locked desk still takes from anyone; `session.lock` and `signOut` need somebody. */
const may: Readonly<Record<OperationName, readonly Role[] | 'locked'>> = {
  'app.status': 'locked',
  'setup.create': 'locked',
  'setup.confirmRecovery': everyone,
  'setup.newRecoveryCode': administrator,
  'session.signIn': 'locked',
  'session.recover': 'locked',
  'session.lock': everyone,
  'session.signOut': everyone,
  'session.touch': everyone,
  'session.prove': everyone,
  'session.copied': everyone,
  'session.stand': everyone,
  'people.list': administrator,
  'people.add': administrator,
  'people.changeRoles': administrator,
  'people.disable': administrator,
  'people.changePassword': everyone,
  'people.resetSecondFactor': administrator,
  'people.colleagues': senders,
  'people.openWork': administrator,
  'people.handOver': administrator,
  'drafts.handOver': senders,
  'drafts.ofOthers': ['supervisor'],
  'emergency.open': readers,
  'emergency.list': officer,
  'emergency.acknowledge': officer,
  'secondFactor.begin': everyone,
  'secondFactor.confirm': everyone,
  'secondFactor.remove': everyone,
  'settings.read': everyone,
  'settings.change': administrator,
  'covers.read': everyone,
  'covers.logo': administrator,
  'covers.write': administrator,
  'covers.approve': everyone,
  'covers.drop': everyone,
  'preferences.read': 'locked',
  'preferences.change': 'locked',
  'contacts.search': everyone,
  'contacts.read': everyone,
  'contacts.lookAlikes': everyone,
  'contacts.importOpen': senders,
  'contacts.importServer': senders,
  'contacts.importRead': senders,
  'contacts.imports': senders,
  'contacts.importState': senders,
  'contacts.importRows': senders,
  'contacts.importChoose': senders,
  'contacts.importAdd': senders,
  'contacts.importClose': senders,
  'contacts.directoryServer': everyone,
  'contacts.setDirectoryServer': administrator,
  'contacts.undoImport': senders,
  'contacts.add': senders,
  'contacts.addTyped': senders,
  'contacts.change': senders,
  'groups.list': everyone,
  'groups.make': senders,
  'groups.change': senders,
  'groups.remove': senders,
  'contacts.favourite': everyone,
  'contacts.archive': senders,
  'contacts.restore': senders,
  'contacts.archived': everyone,
  'contacts.merge': senders,
  'contacts.undoMerge': senders,
  'contacts.export': everyone,
  'contacts.directoryMatch': everyone,
  'contacts.verifyByCallBack': senders,
  'contacts.verifyByDirectory': senders,
  'contacts.verifyByReceived': senders,
  'contacts.sendTestFax': senders,
  'contacts.readBack': senders,
  'contacts.confirm': senders,
  'contacts.giveUp': senders,
  'contacts.revoke': senders,
  'contacts.block': senders,
  'contacts.unblock': senders,
  'contacts.history': everyone,
  'contacts.due': everyone,
  'reports.callBackSheets': everyone,
  'drafts.list': senders,
  'drafts.create': senders,
  'drafts.open': senders,
  'drafts.save': senders,
  'drafts.discard': senders,
  'drafts.restore': senders,
  'approvals.ask': senders,
  'approvals.give': senders,
  'documents.bring': senders,
  'documents.add': senders,
  'packet.seal': senders,
  'pages.facts': senders,
  'pages.read': senders,
  'pages.cover': senders,
  'pages.find': senders,
  'packet.measure': senders,
  'scans.list': senders,
  'scans.use': senders,
  'scans.discard': senders,
  'scans.restore': senders,
  'scans.remove': senders,
  'scans.again': senders,
  'received.list': readers,
  'received.unread': readers,
  'received.open': readers,
  'received.again': readers,
  'received.look': readers,
  'receiving.read': administrator,
  'receiving.change': administrator,
  'inbox.read': administrator,
  'inbox.change': administrator,
  'faxes.list': readers,
  'faxes.counts': readers,
  'faxes.read': readers,
  'drafts.confirmPages': senders,
  'drafts.attachForm': senders,
  'drafts.removeForm': senders,
  'faxes.sendEach': senders,
  'faxes.send': senders,
  'faxes.undo': senders,
  'faxes.cancel': senders,
  'faxes.sendAgain': senders,
  'faxes.settle': senders,
  'faxes.plan': senders,
  'lines.outbox': everyone,
  'lines.rules': administrator,
  'lines.list': everyone,
  'lines.add': administrator,
  'lines.change': administrator,
  'lines.remove': administrator,
  'lines.check': administrator,
  'lines.agreement': administrator,
  'lines.savePaper': administrator,
  'callbacks.read': administrator,
  'callbacks.change': administrator,
  'callbacks.test': administrator,
  'callbacks.rotate': administrator,
  'callbacks.key': administrator,
  'audit.list': officer,
  'audit.verify': officer,
  'audit.stopVerifying': officer,
  'audit.answerSetBack': officer,
  'alerts.list': officer,
  'alerts.acknowledge': officer,
  'configuration.approve': officer,
  'sink.read': everyone,
  'sink.toSyslog': administrator,
  'sink.toFile': administrator,
  'sink.off': administrator,
  'sink.test': administrator,
  'reports.choices': officer,
  'reports.make': officer,
  'reports.stop': officer,
  'reports.review': officer,
  'reports.confirmation': readers,
  'reports.export': officer,
  'reports.save': everyone,
  'insights.read': overseers,
}

/** What the page is told without asking, and who hears it. */
const hears: Readonly<Record<EventName, readonly Role[]>> = {
  'session.changed': everyone,
  'preferences.changed': everyone,
  'fax.changed': readers,
  'drafts.changed': senders,
  'scans.changed': senders,
  'received.changed': readers,
  'contact.changed': everyone,
  'contacts.importMoved': senders,
  'contacts.imported': everyone,
  'groups.changed': everyone,
  'lines.changed': everyone,
  'audit.verifying': officer,
  'alerts.changed': officer,
  'sink.changed': everyone,
  'audit.grown': officer,
  'report.progress': officer,
}

const names = Object.keys(contract) as OperationName[]
const password = 'seventeen green lanterns'
const wrongShape = 7

let desk: GivenDesk
const people = new Map<Role, PersonId>()
let dana: PersonId

beforeAll(async () => {
  desk = await givenDesk()
  const { status } = valueOf(await desk.setUp())
  dana = status.session?.person.id as PersonId
  for (const role of roles) {
    const added = valueOf(await desk.call('people.add', { name: `Robin ${role}`, roles: [role], password }))
    people.set(role, added.id)
  }
})
afterAll(() => desk.leave())

async function signInAs(personId: PersonId | undefined, secret = password): Promise<void> {
  if (!personId) throw new Error('nobody of that role')
  valueOf(await desk.call('session.signIn', { personId, password: secret }))
}

/** What came of each operation: the fault's code, or its absence. */
async function answers(): Promise<Readonly<Record<string, string>>> {
  const all: [string, string][] = []
  for (const name of names) {
    const outcome = await desk.call(name, wrongShape as never)
    all.push([name, outcome.ok ? 'done' : outcome.fault.code])
  }
  return Object.fromEntries(all)
}

const expected = (judge: (who: readonly Role[] | 'locked') => string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, judge(may[name])]))

describe.each(roles)('%s', (role) => {
  test('may do what the matrix says, and nothing else', async () => {
    await signInAs(people.get(role))
    expect(await answers()).toEqual(
      expected((who) => (who === 'locked' || who.includes(role) ? 'invalid' : 'forbidden')),
    )
  })

  test('may do nothing once the desk is locked but open it again', async () => {
    valueOf(await desk.call('session.lock', {}))
    expect(await answers()).toEqual(expected((who) => (who === 'locked' ? 'invalid' : 'locked')))
  })

  test('hears only of what it may read', () => {
    const rights = rightsOf([role])
    for (const [name, { right }] of Object.entries(events)) {
      const heard = right === 'anyone' || rights.includes(right)
      expect([name, heard]).toEqual([name, hears[name as EventName].includes(role)])
    }
  })
})

test('after signing out, nobody may do more than a locked desk allows', async () => {
  await signInAs(dana, danasPassword)
  valueOf(await desk.call('session.signOut', {}))
  expect(await answers()).toEqual(expected((who) => (who === 'locked' ? 'invalid' : 'locked')))
})

test('roles add up: whoever holds several may do what any of them may', async () => {
  await signInAs(dana, danasPassword)
  const held = new Set<Role>(['administrator', 'privacy-officer', 'sender'])
  expect(await answers()).toEqual(
    expected((who) => (who === 'locked' || who.some((role) => held.has(role)) ? 'invalid' : 'forbidden')),
  )
})

test('every refusal of this matrix is in the record, with its fault', async () => {
  const refused = (await desk.record()).filter(({ outcome }) => outcome === 'refused')
  const forbidden = refused.filter(({ details }) => details.includes('"forbidden"'))
  const perRole = roles.map((role) => names.filter((name) => may[name] !== 'locked' && !may[name].includes(role)))
  expect(forbidden.length).toBeGreaterThanOrEqual(perRole.flat().length)
})
