/**
 * First-run set-up: keys, store and first person, in an order that survives being killed anywhere. The vault stays
 * `unfinished` until the store holds the first person; until then the next start begins set-up again.
 */
import type { Parsed } from '#app/contract/index.ts'
import type { StatusView } from '#app/contract/people/session.ts'
import { PersonId, makeId } from '#app/domain/ids.ts'
import { conflict, ok, type Outcome } from '#app/domain/outcome.ts'
import { firstRoles } from '#app/domain/rights.ts'
import type { Handler } from '../door/handler.ts'
import type { Clock } from '../ports.ts'
import { insertPerson, type PersonRow } from '../store/people/people.ts'
import {
  idleMinutesSetting,
  practiceSetting,
  recoveryConfirmedSetting,
  requireCodesSetting,
  writeSetting,
} from '../store/settings.ts'
import { storeFault } from '../store/trouble.ts'
import type { Vault } from '../vault/vault.ts'
import type { DeskPort } from './desk-port.ts'
import { judgePassword } from './proof/judge-password.ts'
import { faceFor, tidyName } from './names.ts'
import { actorFor, newPerson } from './person.ts'
import { recordRefused, type RefusedBeforeParts } from './refused-before.ts'
import { idleMinutesAtFirst, type Session } from './session.ts'

export type SetupParts = RefusedBeforeParts & {
  readonly vault: Vault
  readonly session: Session
  readonly clock: Clock
  readonly status: () => Promise<StatusView>
  /** The recovery code was shown: it can be confirmed in this session. */
  readonly shown: (groups: readonly string[]) => void
}

export function createSetup(parts: SetupParts): Handler<'setup.create'> {
  let under = false
  return async (input) => {
    // A second press of the button while keys are being made.
    if (under || parts.desk.stage() !== 'setup') return conflict('already-set-up')
    under = true
    try {
      return await setUp(parts, input)
    } finally {
      under = false
    }
  }
}

async function setUp(parts: SetupParts, { practice, administrator }: Parsed<'setup.create'>) {
  const { vault, desk, session, clock, chance, status, shown } = parts
  const name = tidyName(administrator.name)
  const judged = await judgePassword(administrator.password, name)
  if (!judged.ok) return judged
  const face = faceFor(makeId(PersonId, 'person', chance.bytes(10).toString('hex')), name, [])
  const made = await vault.create(face, administrator.password)
  if (!made.ok) return made
  const opened = await desk.open(made.value.keys)
  if (!opened.ok) return opened
  const at = clock.now()
  const person = { ...newPerson(face, name, firstRoles, at), last_sign_in_at: at }
  const finished = await finish(parts, practice, person).catch((error: unknown) => givenUp(desk, error))
  if (!finished.ok) {
    await desk.abandon()
    return finished
  }
  await recordRefused(parts)
  session.setMinutes(idleMinutesAtFirst, 0)
  session.open(actorFor(person))
  shown(made.value.recoveryGroups)
  return ok({ recoveryGroups: [...made.value.recoveryGroups], status: await status() })
}

async function givenUp(desk: DeskPort, error: unknown): Promise<never> {
  await desk.abandon()
  throw error
}

async function finish(
  { desk, vault }: SetupParts,
  practice: Parsed<'setup.create'>['practice'],
  person: PersonRow,
): Promise<Outcome<void>> {
  const audit = desk.audit()
  try {
    await desk.store().write(async (tx) => {
      await writeSetting(tx, practiceSetting, practice)
      await writeSetting(tx, idleMinutesSetting, idleMinutesAtFirst)
      await writeSetting(tx, recoveryConfirmedSetting, false)
      await writeSetting(tx, requireCodesSetting, true)
      await insertPerson(tx, person)
      await audit.append(tx, { actor: 'system', action: 'store.created' })
      const details = { roles: person.roles.join(' ') }
      await audit.append(tx, { actor: person.id, action: 'setup.create', subject: person.id, details })
    })
  } catch (error) {
    return storeFault(error)
  }
  return vault.finish()
}
