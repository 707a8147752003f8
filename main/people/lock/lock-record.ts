/** Tells the page and the record that the session changed. Every lock has its entry, whoever or whatever asked for it. */
import type { Entry } from '../../audit/writer.ts'
import type { Publish } from '../../door/publish.ts'
import type { Chance, Log } from '../../ports.ts'
import type { DeskPort } from '../desk-port.ts'
import type { Session, SessionState } from '../session.ts'

export type LockRecordParts = {
  readonly desk: DeskPort
  readonly session: Session
  readonly publish: Publish
  readonly chance: Chance
  readonly log: Log
}

export function keepLockRecord({ desk, session, publish, chance, log }: LockRecordParts): void {
  session.onChange(({ before, after }) => {
    publish({ name: 'session.changed', payload: {} })
    if (desk.stage() !== 'open') return
    if (after.stage === 'locked') void record(entryFor(after))
    if (before.stage === 'locked' && after.stage === 'signed-out') void record(endedFor(before))
  })

  async function record(entry: Entry): Promise<void> {
    try {
      await desk.store().write((tx) => desk.audit().append(tx, entry))
    } catch (error) {
      // The desk is locked all the same; a full disk cannot take the entry.
      const incident = chance.bytes(4).toString('hex')
      const trace = error instanceof Error ? error.name : ''
      log.note({ event: 'engine.incident', incident, part: 'session.locked', trace })
    }
  }
}

/** A desk stayed locked for as long as the practice allows. */
const endedFor = ({ actor }: Extract<SessionState, { stage: 'locked' }>): Entry => ({
  actor: 'system',
  action: 'session.ended',
  subject: actor.personId,
})

/** A lock that was asked for is the person's own act, by key, menu or page. */
function entryFor({ actor, reason }: Extract<SessionState, { stage: 'locked' }>): Entry {
  const subject = actor.personId
  if (reason === 'asked') return { actor: subject, action: 'session.lock', subject }
  if (reason === 'switched') return { actor: subject, action: 'session.lock', subject, details: { reason } }
  return { actor: 'system', action: 'session.locked', subject, details: { reason } }
}
