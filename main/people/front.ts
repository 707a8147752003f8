/**
 * The front of the desk: what can be asked before the store is open, or when nobody is signed in. Passwords and codes
 * come in here and go no further than the vault; they never reach an entry, a log or an answer.
 */
import type { OperationName } from '#app/contract/index.ts'
import { ok } from '#app/domain/outcome.ts'
import { actorOf, type Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import type { Chance, Clipboard, Clock, Keychain, Log, Surroundings } from '../ports.ts'
import type { Throttle } from '../vault/throttle.ts'
import type { Tries } from '../vault/tries.ts'
import type { Vault } from '../vault/vault.ts'
import { forgetCopies } from './lock/copied.ts'
import type { DeskPort } from './desk-port.ts'
import { createGuard, type SignInGuard } from './guard.ts'
import { keepLockRecord } from './lock/lock-record.ts'
import { createOpening, type OpenedBy } from './opening.ts'
import { createProve } from './proof/prove.ts'
import { createRecovery } from './recovery.ts'
import type { Session } from './session.ts'
import { createSetup } from './setup.ts'
import { createSignIn } from './sign-in.ts'
import { createStandings } from './lock/standing.ts'
import { statusOf } from './status.ts'

export type FrontParts = {
  readonly desk: DeskPort
  readonly vault: Vault
  readonly session: Session
  readonly throttle: Throttle
  readonly tries: Tries
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly publish: Publish
  readonly surroundings: Surroundings
  readonly keychain: Keychain['kind']
  readonly clipboard: Clipboard
}

/**
 * Operations that write their own entries, refusals included: the store may be closed when they begin, or the act also
 * happens without anyone calling (a lock by key or by the system).
 */
export const selfRecorded: readonly OperationName[] = Object.freeze([
  'setup.create',
  'session.signIn',
  'session.recover',
  'session.lock',
])

type Name =
  | 'app.status'
  | 'setup.create'
  | 'setup.confirmRecovery'
  | 'setup.newRecoveryCode'
  | 'session.signIn'
  | 'session.recover'
  | 'session.lock'
  | 'session.signOut'
  | 'session.touch'
  | 'session.prove'
  | 'session.stand'
  | 'session.copied'

export type Front = {
  readonly handlers: Share<Name>
  /** To be called once after the desk was opened by the keychain; sign-in does it for itself. */
  readonly opened: (by: OpenedBy) => Promise<void>
  /** For rooms that check a password again. */
  readonly guard: SignInGuard
}

export function createFront(parts: FrontParts): Front {
  const { session } = parts
  const guard = createGuard(parts.throttle)
  const copied = forgetCopies(session, parts.clipboard)
  const standings = createStandings(session)
  const status = () => statusOf({ ...parts, standings })
  const opening = createOpening({ ...parts, keychain: parts.keychain !== 'none' })
  const recovery = createRecovery(parts)
  const setup = createSetup({ ...parts, status, shown: recovery.shown })
  const signIn = createSignIn({ ...parts, guard, opening, status })
  const prove = createProve({ ...parts, guard })
  keepLockRecord(parts)
  return {
    opened: opening.opened,
    guard,
    handlers: {
      'app.status': async () => ok(await status()),
      'setup.create': setup,
      'setup.confirmRecovery': recovery.confirm,
      'setup.newRecoveryCode': recovery.renew,
      'session.signIn': signIn.signIn,
      'session.recover': signIn.recover,
      'session.lock': async ({ toSwitch }) => {
        session.lock(toSwitch ? 'switched' : 'asked')
        return ok({})
      },
      'session.signOut': async () => {
        session.signOut()
        return ok({})
      },
      'session.stand': async (standing, act) => {
        standings.note(actorOf(act).personId, standing)
        return ok({})
      },
      'session.copied': async ({ sha256 }) => {
        copied(sha256)
        return ok({})
      },
      'session.prove': (input, act) => prove(input, act),
      'session.touch': async () => {
        session.touch()
        return ok({})
      },
    },
  }
}
