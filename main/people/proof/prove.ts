/**
 * Before a risky act the person at the desk proves once more that it is they: by the password, or by a one-time code
 * where they have codes. The door asks whether that was lately; nothing else does.
 */
import type { Parsed } from '#app/contract/index.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../../door/handler.ts'
import type { Clock } from '../../ports.ts'
import type { Vault } from '../../vault/vault.ts'
import type { DeskPort } from '../desk-port.ts'
import type { SignInGuard } from '../guard.ts'
import { samePersonBy } from '../same-person.ts'
import { spendCode } from '../second-factor/second-factor.ts'
import type { Session } from '../session.ts'

export type ProveParts = {
  readonly desk: DeskPort
  readonly vault: Vault
  readonly session: Session
  readonly guard: SignInGuard
  readonly clock: Clock
}

/** Fault: sign-in-refused, as often and as slowly as at sign-in. */
export function createProve({ desk, vault, session, guard, clock }: ProveParts) {
  const byCode = (personId: string, code: string): Promise<Outcome<void>> =>
    desk.store().write(async (tx) => {
      const passed = await spendCode(tx, personId, code, clock.now())
      const proven = typeof passed === 'object' && passed.by !== 'none'
      return proven ? ok(undefined) : fail({ code: 'sign-in-refused', waitMs: 0 })
    })
  return async (input: Parsed<'session.prove'>, act: Act): Promise<Outcome<Record<string, never>>> => {
    const { personId } = actorOf(act)
    const by = 'code' in input ? 'code' : 'password'
    act.about({ subject: personId, details: { with: by } })
    const same =
      'code' in input
        ? await guard.attempt(personId, () => byCode(personId, input.code))
        : await samePersonBy(guard, vault)(act, input.password)
    if (!same.ok) return same
    session.proven()
    return ok({})
  }
}
