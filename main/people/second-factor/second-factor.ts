/**
 * The second factor of a person: set up with their phone, asked for at every sign-in from then on, used up code by
 * code. Secrets stay inside the encrypted store; a secret being set up is kept in memory, for this session only.
 */
import { createHash } from 'node:crypto'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { needsCode } from '#app/domain/rights.ts'
import { actorOf, type Act, type Share } from '../../door/handler.ts'
import type { Publish } from '../../door/publish.ts'
import type { Chance } from '../../ports.ts'
import { findPerson } from '../../store/people/people.ts'
import { readSecondFactor, writeSecondFactor, type SecondFactor } from '../../store/people/second-factor.ts'
import { readSetting, requireCodesSetting } from '../../store/settings.ts'
import type { Store, WriteStore } from '../../store/store.ts'
import { codeCharacters, plainCode } from '../../vault/recovery-code.ts'
import { actorFor } from '../person.ts'
import type { Session } from '../session.ts'
import { base32, keyUri, matchingStep, secretBytes } from './totp.ts'

const backupCodes = 10
const backupLength = 10

const digest = (typed: string): string =>
  createHash('sha256')
    .update(`faxdesk backup code 1 ${plainCode(typed)}`)
    .digest('hex')

/** How a sign-in passed the second step; `none` where the person has none. */
export type Passed = { readonly by: 'none' } | { readonly by: 'app' } | { readonly by: 'backup'; readonly left: number }

/** Judges a code, and uses it up in the same transaction. `asked`: there is a second factor and no code was typed. */
export async function spendCode(tx: WriteStore, personId: string, typed: string | undefined, at: number) {
  const factor = await readSecondFactor(tx, personId)
  if (!factor) return { by: 'none' } as const
  if (typed === undefined) return 'asked' as const
  const step = matchingStep(Buffer.from(factor.secret, 'base64'), typed, at, factor.usedStep)
  if (step !== undefined) {
    await writeSecondFactor(tx, personId, { ...factor, usedStep: step })
    return { by: 'app' } as const
  }
  const backup = factor.backup.filter((kept) => kept !== digest(typed))
  if (backup.length === factor.backup.length) return 'refused' as const
  await writeSecondFactor(tx, personId, { ...factor, backup })
  return { by: 'backup', left: backup.length } as const
}

export type SecondFactorParts = {
  readonly store: Store
  readonly session: Session
  readonly chance: Chance
  readonly publish: Publish
}

type Name = 'secondFactor.begin' | 'secondFactor.confirm' | 'secondFactor.remove' | 'people.resetSecondFactor'

export function createSecondFactorHandlers(parts: SecondFactorParts): Share<Name> {
  const { session, chance } = parts
  // Shown to the person who is at the desk, and gone with them.
  let pending: { readonly personId: string; readonly secret: Buffer } | undefined
  session.onChange(({ after }) => {
    if (after.stage !== 'open') pending = undefined
  })
  return {
    'secondFactor.begin': async (_, act) => {
      const { personId, name } = actorOf(act)
      const secret = chance.bytes(secretBytes)
      pending = { personId, secret }
      act.about({ subject: personId })
      return ok({ secret: base32(secret), uri: keyUri(secret, name) })
    },
    'secondFactor.confirm': async ({ code }, act) => {
      const { personId } = actorOf(act)
      const secret = pending?.personId === personId ? pending.secret : undefined
      const usedStep = secret && matchingStep(secret, code, act.at, 0)
      if (!secret || usedStep === undefined) return conflict('code-differs')
      const codes = Array.from({ length: backupCodes }, () => codeCharacters(chance.bytes(backupLength)))
      const backup = codes.map(digest)
      const factor = { secret: secret.toString('base64'), since: act.at, usedStep, backup }
      const kept = await put(parts, act, personId, factor)
      if (!kept.ok) return kept
      pending = undefined
      const row = await findPerson(parts.store.read, personId)
      if (row) session.codesSet(actorFor(row))
      return ok({ backupCodes: codes.map((one) => `${one.slice(0, 5)}-${one.slice(5)}`) })
    },
    'secondFactor.remove': async (_, act) => {
      const { personId, roles } = actorOf(act)
      if (needsCode(roles) && (await readSetting(parts.store.read, requireCodesSetting)))
        return conflict('code-required')
      return put(parts, act, personId, null)
    },
    'people.resetSecondFactor': async ({ id }, act) => {
      // One's own is turned off with one's own password.
      if (id === actorOf(act).personId) return conflict('code-required')
      if (!(await findPerson(parts.store.read, id))) return notFound
      return put(parts, act, id, null)
    },
  }
}

async function put(
  { publish }: SecondFactorParts,
  act: Act,
  personId: string,
  factor: SecondFactor | null,
): Promise<Outcome<Record<string, never>>> {
  const done = await act.commit(async (tx) => {
    await writeSecondFactor(tx, personId, factor)
    return ok({ value: {}, subject: personId })
  })
  if (done.ok) publish({ name: 'session.changed', payload: {} })
  return done
}
