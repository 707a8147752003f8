/**
 * What a handler is. It receives parsed input and an `Act`, and answers an outcome. Who is speaking, whether the desk
 * is locked, rights and shape were judged before, at the door; a handler judges only its own matter.
 */
import type { OperationName, Output, Parsed } from '#app/contract/index.ts'
import type { AuditDetails } from '#app/domain/record/audit.ts'
import type { PersonId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { Right, Role } from '#app/domain/rights.ts'
import type { WriteStore } from '../store/store.ts'

export type Actor = {
  readonly personId: PersonId
  readonly shortName: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly rights: readonly Right[]
}

/** What the entry of this act says beside its name. */
export type Remark = { readonly subject?: string; readonly details?: AuditDetails }

export type Act = {
  /** Epoch ms at which the call came in. */
  readonly at: number
  /** The signed-in person. Undefined only for operations whose right is `anyone`. */
  readonly actor: Actor | undefined
  /**
   * Does the work and writes this act's audit entry in one transaction. If `work` answers a failure, or throws,
   * nothing is kept, and the door records the refusal. At most once per call; an operation that changes the store
   * must use it.
   */
  readonly commit: <T>(work: (tx: WriteStore) => Promise<Outcome<Committed<T>>>) => Promise<Outcome<T>>
  /** For operations that change nothing: what their entry is about. */
  readonly about: (remark: Remark) => void
}

export type Committed<T> = Remark & { readonly value: T }

export type Handler<N extends OperationName> = (input: Parsed<N>, act: Act) => Promise<Outcome<Output<N>>>

export type Handlers = { readonly [N in OperationName]: Handler<N> }

/** A room's share of the handlers. */
export type Share<N extends OperationName> = Pick<Handlers, N>

/** The signed-in person. Only for operations whose right is not `anyone`: there the door has made sure. */
export function actorOf(act: Act): Actor {
  if (!act.actor) throw new TypeError('this operation may be called by anyone and has no actor')
  return act.actor
}
