/**
 * The page's one way out: two functions that the preload script hands over.
 * Types alone are trusted here, because main has parsed every answer with the same contract. A call that is thrown
 * back (the window is going) is answered as a fault like any other, so that no screen needs a catch.
 */
import type { AnyEvent, EventName, EventPayload, Input, OperationName, Output } from '#app/contract/index.ts'
import { fail, type Outcome } from '#app/domain/outcome.ts'
import { useProof } from '#renderer/state/person/proof.ts'

export type Undo = () => void

export type Faxdesk = {
  readonly call: (name: string, input: unknown) => Promise<unknown>
  readonly subscribe: (listener: (event: unknown) => void) => Undo
}

declare global {
  interface Window {
    readonly faxdesk: Faxdesk
  }
}

/**
 * Asks main for one operation of the contract. Never rejects: what cannot be done comes back as a fault. For a risky one
 * the person is asked to prove who they are, and then it is asked for again.
 */
export async function call<N extends OperationName>(name: N, input: Input<N>): Promise<Outcome<Output<N>>> {
  const outcome = await ask(name, input)
  if (outcome.ok || outcome.fault.code !== 'proof-needed') return outcome
  return (await useProof.getState().ask()) ? ask(name, input) : outcome
}

async function ask<N extends OperationName>(name: N, input: Input<N>): Promise<Outcome<Output<N>>> {
  try {
    return (await window.faxdesk.call(name, input)) as Outcome<Output<N>>
  } catch {
    return fail({ code: 'internal', incident: 'page-cut-off' })
  }
}

/** Hears every event this session may hear. @returns the undo of this subscription */
export const subscribe = (listener: (event: AnyEvent) => void): Undo =>
  window.faxdesk.subscribe((event) => listener(event as AnyEvent))

/** Hears one kind of event. @returns the undo of this subscription */
export const on = <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): Undo =>
  subscribe((event) => {
    if (event.name === name) listener(event.payload as EventPayload<N>)
  })
