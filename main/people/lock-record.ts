/** Tells the page and the record that the session changed. Locks that nobody asked for have an entry of their own. */
import type { DeskPort } from './desk-port.ts'
import type { Publish } from '../door/publish.ts'
import type { Chance, Log } from '../ports.ts'
import type { Session, SessionState } from './session.ts'

export type LockRecordParts = {
  readonly desk: DeskPort
  readonly session: Session
  readonly publish: Publish
  readonly chance: Chance
  readonly log: Log
}

export function keepLockRecord({ desk, session, publish, chance, log }: LockRecordParts): void {
  session.onChange(({ after }) => {
    publish({ name: 'session.changed', payload: {} })
    // A lock somebody asked for is an operation: the door records it.
    if (after.stage === 'locked' && after.reason !== 'asked') void record(after)
  })

  async function record({ actor, reason }: Extract<SessionState, { stage: 'locked' }>): Promise<void> {
    if (desk.stage() !== 'open') return
    try {
      const entry = { actor: 'system', action: 'session.locked', subject: actor.personId, details: { reason } } as const
      await desk.store().write((tx) => desk.audit().append(tx, entry))
    } catch (error) {
      // The desk is locked all the same; a full disk cannot take the entry.
      const incident = chance.bytes(4).toString('hex')
      log.note({
        event: 'engine.incident',
        incident,
        part: 'session.locked',
        trace: error instanceof Error ? error.name : '',
      })
    }
  }
}
