/**
 * Sign-in and unlock are one act; so is the way back in with the printed code. A refusal is the same, and costs the
 * same work, whoever was named and whatever was wrong.
 */
import type { StatusView } from '#app/contract/session.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { conflict, fail, ok, type Fault, type Outcome } from '#app/domain/outcome.ts'
import { passwordRefusal } from '#app/domain/password.ts'
import type { Share } from '../door/handler.ts'
import type { Chance, Clock, Log } from '../ports.ts'
import { changePerson, findPerson, type PersonRow } from '../store/people.ts'
import { storeFault } from '../store/trouble.ts'
import { forgetKeys, type Vault, type VaultKeys } from '../vault/vault.ts'
import type { DeskPort } from './desk-port.ts'
import type { SignInGuard } from './guard.ts'
import type { Opening } from './opening.ts'
import { actorFor, enabled, faceOf } from './person.ts'
import type { Session } from './session.ts'

export type SignInParts = {
  readonly desk: DeskPort
  readonly vault: Vault
  readonly session: Session
  readonly guard: SignInGuard
  readonly opening: Opening
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly status: () => Promise<StatusView>
}

type Action = 'session.signIn' | 'session.recover'

export function createSignIn(parts: SignInParts) {
  const { desk, vault, guard } = parts
  const handlers: Share<Action> = {
    'session.signIn': async ({ personId, password }) => {
      if (desk.stage() === 'setup') return conflict('not-set-up')
      const known = await guard.attempt(personId, async () => {
        const keys = await vault.openWithPassword(personId, password)
        return keys.ok ? enter(parts, keys.value, personId, 'password') : keys
      })
      return known.ok
        ? begin(parts, 'session.signIn', known.value)
        : refuse(parts, 'session.signIn', personId, known.fault)
    },
    'session.recover': async ({ personId, code, newPassword }) => {
      if (desk.stage() === 'setup') return conflict('not-set-up')
      const weak = passwordRefusal(newPassword, '')
      if (weak) return fail({ code: 'password-refused', why: weak })
      const known = await guard.attempt(personId, async () => {
        const keys = await vault.openWithRecovery(code)
        return keys.ok ? enter(parts, keys.value, personId, 'recovery-code') : keys
      })
      if (!known.ok) return refuse(parts, 'session.recover', personId, known.fault)
      const renewed = await renewPassword(parts, known.value, newPassword)
      return renewed.ok ? begin(parts, 'session.recover', known.value) : renewed
    },
  }
  return { signIn: handlers['session.signIn'], recover: handlers['session.recover'] }
}

const notKnown = fail({ code: 'sign-in-refused', waitMs: 0 })

/** Opens the desk where it is closed, and finds the person in it. */
async function enter(
  { desk, opening }: SignInParts,
  keys: VaultKeys,
  id: PersonId,
  by: 'password' | 'recovery-code',
): Promise<Outcome<PersonRow>> {
  if (desk.stage() === 'open') forgetKeys(keys)
  else {
    const opened = await desk.open(keys)
    if (!opened.ok) return opened
    await opening.opened(by)
  }
  const row = await findPerson(desk.store().read, id)
  return row && enabled(row) ? ok(row) : notKnown
}

async function renewPassword({ vault, desk }: SignInParts, row: PersonRow, password: string): Promise<Outcome<void>> {
  const weak = passwordRefusal(password, row.name)
  if (weak) return fail({ code: 'password-refused', why: weak })
  return vault.setPassword(desk.keys(), faceOf(row), password)
}

async function begin(
  { desk, session, clock, status }: SignInParts,
  action: Action,
  row: PersonRow,
): Promise<Outcome<StatusView>> {
  const state = session.state()
  const unlocked = state.stage === 'locked' && state.actor.personId === row.id
  try {
    await desk.store().write(async (tx) => {
      await changePerson(tx, row.id, { last_sign_in_at: clock.now() })
      await desk.audit().append(tx, { actor: row.id, action, subject: row.id, details: { unlocked } })
    })
  } catch (error) {
    // No session without its entry (promise 6).
    return storeFault(error)
  }
  session.open(actorFor(row))
  return ok(await status())
}

/** Records the refusal where the record is open; where it is not, the throttle has kept it for later. */
async function refuse(
  { desk, chance, log }: SignInParts,
  action: Action,
  subject: PersonId,
  fault: Fault,
): Promise<Outcome<never>> {
  if (desk.stage() !== 'open') return fail(fault)
  const details = { fault: fault.code, ...(fault.code === 'sign-in-refused' ? { waitMs: fault.waitMs } : {}) }
  try {
    await desk
      .store()
      .write((tx) => desk.audit().append(tx, { actor: 'nobody', action, subject, outcome: 'refused', details }))
  } catch (error) {
    const incident = chance.bytes(4).toString('hex')
    log.note({ event: 'engine.incident', incident, part: action, trace: error instanceof Error ? error.name : '' })
  }
  return fail(fault)
}
