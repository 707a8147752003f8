/** Reading and verifying the record. Nothing here can write to it. */
import { conflict, ok } from '#app/domain/outcome.ts'
import type { Publish } from '../door/publish.ts'
import { actorOf, type Share } from '../door/handler.ts'
import { countEntries, entriesMatching, latestCheckpoint } from '../store/record/audit.ts'
import type { ReadStore } from '../store/store.ts'
import { viewOf } from './checkpoint.ts'
import { actorsOf, entryView } from './entries.ts'
import { namesIn } from './names.ts'
import type { OutsideHead } from './outside-head.ts'
import type { Verification } from './verification.ts'

export type AuditParts = {
  readonly read: ReadStore
  readonly verification: Verification
  readonly publish: Publish
  readonly outside: Pick<OutsideHead, 'unanswered' | 'answered'>
}

type Name = 'audit.list' | 'audit.verify' | 'audit.stopVerifying' | 'audit.answerSetBack'

export function createAuditHandlers({ read, verification, outside, publish }: AuditParts): Share<Name> {
  return {
    'audit.list': async ({ before, limit, ...filter }, act) => {
      const actors = await actorsOf(read)
      const rows = await entriesMatching(read, filter, { before, limit })
      const names = await namesIn({ read, actors, rights: actorOf(act).rights }, rows)
      const checkpoint = await latestCheckpoint(read)
      const verified = verification.last()
      return ok({
        entries: rows.map((row) => entryView(row, actors, names)),
        total: await countEntries(read, filter),
        ...(checkpoint ? { lastCheckpoint: viewOf(checkpoint) } : {}),
        ...(verified ? { lastVerification: verified } : {}),
      })
    },
    'audit.verify': async (_input, act) => {
      const view = await verification.ask()
      act.about({ details: { result: view.result, entries: view.entries } })
      return ok(view)
    },
    'audit.stopVerifying': async () => {
      await verification.stop()
      return ok({})
    },
    'audit.answerSetBack': async ({ why }, act) => {
      const setBack = outside.unanswered()
      if (!setBack) return conflict('already-gone')
      const noted = await act.commit(async () => ok({ value: {}, details: { why, found: setBack.found } }))
      if (!noted.ok) return noted
      await outside.answered()
      // Every screen warned of it.
      publish({ name: 'session.changed', payload: {} })
      return noted
    },
  }
}
