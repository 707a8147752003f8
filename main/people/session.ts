/**
 * Who is at the desk (DESIGN §7): one session, open, locked or ended. Only here is it decided when a desk locks.
 * Locking never waits for anything: the record, the page and the store hear of it afterwards.
 */
import type { LockReason } from '#app/contract/people/session.ts'
import type { Actor } from '../door/handler.ts'
import type { Presence } from '../door/door.ts'
import type { Chance, Clock, Power, Undo } from '../ports.ts'

export type SessionState =
  | { readonly stage: 'signed-out'; readonly reason: 'started' | 'signed-out'; readonly at: number }
  | {
      readonly stage: 'open'
      readonly actor: Actor
      readonly session: string
      readonly at: number
      readonly provenAt: number
      readonly codesDue: boolean
    }
  | { readonly stage: 'locked'; readonly actor: Actor; readonly reason: LockReason; readonly at: number }

/** `before` and `after` differ in stage or in person; a change of roles within a session is no change of state. */
export type SessionChange = { readonly before: SessionState; readonly after: SessionState }

export type Session = {
  readonly state: () => SessionState
  /** Who is at the desk, after looking at the clock: a desk whose time is up locks before it answers. */
  readonly presence: () => Presence
  /** Begins a session; whatever session was locked here is over. `codesDue`: it holds no right until `codesSet`. */
  readonly open: (actor: Actor, codesDue?: boolean) => void
  /** The person proved again that it is they. */
  readonly proven: () => void
  /** One-time codes are set up: the session holds its rights from now on. */
  readonly codesSet: (actor: Actor) => void
  readonly lock: (reason: LockReason) => void
  readonly signOut: () => void
  /** Somebody used mouse or keyboard. Nothing else counts as activity: a page may ask for lists all night. */
  readonly touch: () => void
  /** The person's roles or name changed while signed in. */
  readonly changeActor: (actor: Actor) => void
  /** How long the desk may lie unused, and how long locked before the session is over (0: for ever). */
  readonly setMinutes: (idle: number, untilSignedOut: number) => void
  readonly idleMinutes: () => number
  readonly onChange: (listener: (change: SessionChange) => void) => Undo
  /** Stops listening to clock and power. */
  readonly stop: () => void
}

export type SessionParts = { readonly clock: Clock; readonly chance: Chance; readonly power: Power }

export const idleMinutesAtFirst = 10
const minuteMs = 60_000
/** How often the clocks are looked at: the longest that a computer is awake again before it locks, if nothing told of it. */
const lookEveryMs = 5000

export function createSession({ clock, chance, power }: SessionParts): Session {
  let state: SessionState = { stage: 'signed-out', reason: 'started', at: clock.now() }
  let idleMinutes = idleMinutesAtFirst
  let signOutMinutes = 0
  let touched = moment()
  let cancelIdle: Undo = () => undefined
  const listeners = new Set<(change: SessionChange) => void>()

  function become(after: SessionState): void {
    const before = state
    state = after
    cancelIdle()
    if (after.stage === 'open') touch()
    if (after.stage === 'locked') waitSignOut(after.at)
    for (const listener of listeners) listener({ before, after })
  }

  function lock(reason: LockReason): void {
    if (state.stage !== 'open') return
    become({ stage: 'locked', actor: state.actor, reason, at: clock.now() })
  }

  function touch(): void {
    // A touch that comes after the time was up must not reopen it: a computer wakes with a moved mouse.
    if (timeUp()) return lock('idle')
    touched = moment()
    wait()
  }

  function wait(): void {
    cancelIdle()
    if (state.stage !== 'open') return
    cancelIdle = clock.after(Math.min(leftMs(), lookEveryMs), () => (timeUp() ? lock('idle') : wait()))
  }

  /** Where the practice wants it, a desk that stays locked signs out. Asked for at every lock and answered by the wall clock. */
  function waitSignOut(lockedAt: number): void {
    if (signOutMinutes === 0) return
    const left = lockedAt + signOutMinutes * minuteMs - clock.now()
    cancelIdle = clock.after(Math.max(0, left), endLocked)
  }

  function endLocked(): void {
    if (state.stage !== 'locked' || signOutMinutes === 0) return
    if (clock.now() - state.at >= signOutMinutes * minuteMs) signOut()
    else waitSignOut(state.at)
  }

  function signOut(): void {
    if (state.stage !== 'signed-out') become({ stage: 'signed-out', reason: 'signed-out', at: clock.now() })
  }

  function moment() {
    return { wall: clock.now(), steady: clock.elapsed() }
  }

  /** By whichever clock has gone further: one stands still while the computer sleeps, the other can be set back. */
  function leftMs(): number {
    const now = moment()
    return Math.max(0, idleMinutes * minuteMs - Math.max(now.wall - touched.wall, now.steady - touched.steady))
  }

  const timeUp = (): boolean => state.stage === 'open' && leftMs() === 0

  const unsubscribe = power.subscribe((event) => {
    if (event === 'resume') {
      lock(timeUp() ? 'idle' : 'suspend')
      // The timer stood still while the computer slept.
      return endLocked()
    }
    lock(event === 'system-lock' ? 'system-lock' : 'suspend')
  })

  return {
    state: () => state,
    presence: () => {
      if (timeUp()) lock('idle')
      endLocked()
      if (state.stage !== 'open') return undefined
      const { actor, session, provenAt, codesDue } = state
      return { actor, session, provenAt, codesDue }
    },
    open: (actor, codesDue = false) => {
      const at = clock.now()
      touched = moment()
      const session = chance.bytes(8).toString('hex')
      become({ stage: 'open', actor: holding(actor, codesDue), session, at, provenAt: at, codesDue })
    },
    proven: () => {
      if (state.stage === 'open') state = { ...state, provenAt: clock.now() }
    },
    codesSet: (actor) => {
      if (state.stage === 'open' && state.actor.personId === actor.personId)
        state = { ...state, actor, codesDue: false }
    },
    lock,
    signOut,
    touch: () => void (state.stage === 'open' && touch()),
    changeActor: (actor) => {
      if (state.stage === 'signed-out' || state.actor.personId !== actor.personId) return
      state = { ...state, actor: holding(actor, state.stage === 'open' && state.codesDue) }
    },
    setMinutes: (idle, untilSignedOut) => {
      idleMinutes = idle
      signOutMinutes = untilSignedOut
      wait()
    },
    idleMinutes: () => idleMinutes,
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => {
      cancelIdle()
      unsubscribe()
      listeners.clear()
    },
  }
}

const holding = (actor: Actor, codesDue: boolean): Actor => (codesDue ? { ...actor, rights: [] } : actor)
