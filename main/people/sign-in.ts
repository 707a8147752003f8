/**
 * Sign-in and unlock are one act; so is the way back in with the printed code. A refusal is the same, and costs the
 * same work, whoever was named and whatever was wrong.
 */
import type { StatusView } from '#app/contract/people/session.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { conflict, fail, ok, type Fault, type Outcome } from '#app/domain/outcome.ts'
import { passwordRefusal } from '#app/domain/password.ts'
import type { Share } from '../door/handler.ts'
import type { Chance, Clock, Log } from '../ports.ts'
import { changePerson, findPerson, type PersonRow } from '../store/people/people.ts'
import { writeSecondFactor } from '../store/people/second-factor.ts'
import { storeFault } from '../store/trouble.ts'
import type { Throttle } from '../vault/throttle.ts'
import type { Tries } from '../vault/tries.ts'
import { forgetKeys, type Vault, type VaultKeys } from '../vault/vault.ts'
import type { DeskPort } from './desk-port.ts'
import type { SignInGuard } from './guard.ts'
import { judgePassword } from './proof/judge-password.ts'
import type { Opening } from './opening.ts'
import { actorFor, enabled, faceOf } from './person.ts'
import { spendCode, type Passed } from './second-factor/second-factor.ts'
import type { Session } from './session.ts'
import { codesDue } from './second-factor/codes-due.ts'

export type SignInParts = {
  readonly desk: DeskPort
  readonly vault: Vault
  readonly session: Session
  readonly guard: SignInGuard
  readonly tries: Tries
  readonly throttle: Throttle
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
    'session.signIn': async ({ personId, password, code }) => {
      if (desk.stage() === 'setup') return conflict('not-set-up')
      const known = await guard.attempt(personId, async () => {
        const keys = await vault.openWithPassword(personId, password)
        const row = keys.ok ? await enter(parts, keys.value, personId, 'password') : keys
        return row.ok ? secondStep(parts, row.value, code) : row
      })
      if (known.ok) return begin(parts, 'session.signIn', known.value.row, known.value.passed)
      if (known.fault.code === 'code-needed') return codeAsked(parts, personId, known.fault)
      return refuse(parts, 'session.signIn', personId, known.fault)
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
      return renewed.ok ? begin(parts, 'session.recover', known.value, { by: 'none' }) : renewed
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

/** After the right password: the one-time code, where the person has one. It is used up whatever becomes of the session. */
async function secondStep({ desk, clock }: SignInParts, row: PersonRow, code: string | undefined) {
  const passed = await desk.store().write((tx) => spendCode(tx, row.id, code, clock.now()))
  if (passed === 'asked') return fail({ code: 'code-needed' })
  return passed === 'refused' ? notKnown : ok({ row, passed })
}

async function codeAsked({ desk }: SignInParts, subject: PersonId, fault: Fault): Promise<Outcome<never>> {
  try {
    await desk
      .store()
      .write((tx) => desk.audit().append(tx, { actor: 'nobody', action: 'sign-in.code-asked', subject }))
  } catch (error) {
    return storeFault(error)
  }
  return fail(fault)
}

/** The printed code stands for everything: whoever has it sets a new password, and a lost phone is forgotten. */
async function renewPassword({ vault, desk }: SignInParts, row: PersonRow, password: string): Promise<Outcome<void>> {
  const judged = await judgePassword(password, row.name)
  if (!judged.ok) return judged
  const renewed = await vault.setPassword(desk.keys(), faceOf(row), password)
  if (renewed.ok) await desk.store().write((tx) => writeSecondFactor(tx, row.id, null))
  return renewed
}

async function begin(
  { desk, session, clock, status }: SignInParts,
  action: Action,
  row: PersonRow,
  passed: Passed,
): Promise<Outcome<StatusView>> {
  const state = session.state()
  const unlocked = state.stage === 'locked' && state.actor.personId === row.id
  try {
    await desk.store().write(async (tx) => {
      await changePerson(tx, row.id, { last_sign_in_at: clock.now() })
      await desk
        .audit()
        .append(tx, { actor: row.id, action, subject: row.id, details: { unlocked, ...codeDetails(passed) } })
    })
  } catch (error) {
    // No session without its entry (promise 6).
    return storeFault(error)
  }
  session.open(actorFor(row), await codesDue(desk.store().read, row))
  return ok(await status())
}

const codeDetails = (passed: Passed) =>
  passed.by === 'none' ? {} : passed.by === 'app' ? { code: 'app' } : { code: 'backup', backupCodesLeft: passed.left }

/** Records the refusal where the record is open; where it is not, it is noted for when it will be. */
async function refuse(
  { desk, chance, log, tries, throttle, clock }: SignInParts,
  action: Action,
  subject: PersonId,
  fault: Fault,
): Promise<Outcome<never>> {
  if (desk.stage() !== 'open') {
    const way = action === 'session.signIn' ? 'password' : 'recovery-code'
    throttle.noted(await tries.note({ at: clock.now(), person: subject, way, fault: fault.code }))
    return fail(fault)
  }
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
