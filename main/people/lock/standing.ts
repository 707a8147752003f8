/** Where each person stood when the desk locked: in memory only, and forgotten when they sign out. */
import type { Standing } from '#app/contract/people/session.ts'
import type { PersonId } from '#app/domain/ids.ts'
import type { Session } from '../session.ts'

export type Standings = {
  readonly note: (id: PersonId, standing: Standing) => void
  readonly of: (id: PersonId) => Standing | undefined
}

export function createStandings(session: Session): Standings {
  const kept = new Map<PersonId, Standing>()
  session.onChange(({ before, after }) => {
    if (after.stage === 'signed-out' && before.stage !== 'signed-out') kept.delete(before.actor.personId)
  })
  return { note: (id, standing) => void kept.set(id, standing), of: (id) => kept.get(id) }
}
