/** What the page may know of the desk at each stage. While locked: names of people and one number, nothing else. */
import type { PersonFace, SessionView, StatusView } from '#app/contract/people/session.ts'
import { listAccesses } from '../store/people/hand-over.ts'
import { findPerson, listPeople, type PersonRow } from '../store/people/people.ts'
import { readSecondFactor } from '../store/people/second-factor.ts'
import { practiceSetting, readSetting, recoveryConfirmedSetting, roleLabelsSetting } from '../store/settings.ts'
import type { ReadStore } from '../store/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { Surroundings, Keychain } from '../ports.ts'
import { codesDue } from './second-factor/codes-due.ts'
import type { DeskPort } from './desk-port.ts'
import { enabled, faceOf } from './person.ts'
import type { Session, SessionState } from './session.ts'
import type { Standings } from './lock/standing.ts'

export type StatusParts = {
  readonly desk: DeskPort
  readonly vault: Vault
  readonly session: Session
  readonly standings: Standings
  readonly surroundings: Surroundings
  readonly keychain: Keychain['kind']
}

export async function statusOf(parts: StatusParts): Promise<StatusView> {
  const { desk, surroundings, keychain } = parts
  // Asked first: a desk whose time is up locks before it tells anything.
  parts.session.presence()
  const { shell, platform, version } = surroundings
  const about = { sending: desk.sending(), shell, keychain, platform, version }
  const stage = desk.stage()
  if (stage === 'setup') return { stage: 'setup', people: [], ...about }
  if (stage === 'open') return { ...about, ...(await openStatus(parts)) }
  const people = await facesBefore(parts.vault)
  if (stage === 'closed') return { stage: 'signed-out', lockReason: 'started', people, ...about }
  return { stage: 'trouble', trouble: stage.trouble, people, ...about }
}

async function facesBefore(vault: Vault): Promise<PersonFace[]> {
  const faces = await vault.faces()
  return faces.ok ? [...faces.value] : []
}

async function openStatus({
  desk,
  session,
  standings,
}: StatusParts): Promise<Pick<StatusView, 'stage' | 'people'> & Partial<StatusView>> {
  const { read } = desk.store()
  const people = (await listPeople(read)).filter(enabled).map(faceOf)
  const { name: practice, workstation } = await readSetting(read, practiceSetting)
  const state = session.state()
  return { people, practice, workstation, ...(await stageOf(state, desk, session, standings)) }
}

async function stageOf(
  state: SessionState,
  desk: DeskPort,
  session: Session,
  standings: Standings,
): Promise<Pick<StatusView, 'stage'> & Partial<StatusView>> {
  const { stage } = state
  if (stage === 'signed-out') return { stage, lockReason: state.reason }
  const lockedPerson = state.actor.personId
  if (stage === 'locked') return { stage, lockedPerson, lockReason: state.reason, lockedAt: state.at }
  const view = await sessionView(desk, session, standings)
  return view ? { stage, session: view } : { stage: 'signed-out', lockReason: 'signed-out' }
}

async function sessionView(desk: DeskPort, session: Session, standings: Standings): Promise<SessionView | undefined> {
  const state = session.state()
  const row = state.stage === 'open' ? await findPerson(desk.store().read, state.actor.personId) : undefined
  if (state.stage !== 'open' || !row) return undefined
  const { name, roles, rights } = state.actor
  const stood = standings.of(state.actor.personId)
  return {
    person: { ...faceOf(row), name, roles: [...roles] },
    rights: [...rights],
    idleMinutes: session.idleMinutes(),
    secondFactor: state.codesDue ? 'first' : await secondFactorOf(desk.store().read, row),
    ...(stood ? { stood } : {}),
    emergencies: rights.includes('audit.read') ? await unanswered(desk.store().read) : 0,
    roleLabels: await readSetting(desk.store().read, roleLabelsSetting),
    recordBroken: rights.includes('audit.read') && desk.recordBroken(),
    recoveryConfirmed: await readSetting(desk.store().read, recoveryConfirmedSetting),
  }
}

async function secondFactorOf(db: ReadStore, row: PersonRow): Promise<SessionView['secondFactor']> {
  if (await readSecondFactor(db, row.id)) return 'on'
  return (await codesDue(db, row)) ? 'due' : 'off'
}

const unanswered = async (db: ReadStore): Promise<number> =>
  (await listAccesses(db)).filter(({ acknowledged }) => acknowledged === null).length
