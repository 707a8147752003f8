/**
 * What was refused before the store was open goes into the record, an entry each, in order; that notes of it were changed
 * or taken away is an entry and an alert. Here the record is asked what it remembers of those files, and nowhere else.
 */
import type { AlertKind } from '#app/domain/record/audit-alerts.ts'
import type { AuditDetails } from '#app/domain/record/audit.ts'
import { setting, readSetting, writeSetting } from '../store/settings.ts'
import type { WriteStore } from '../store/store.ts'
import type { Chance } from '../ports.ts'
import type { Throttle } from '../vault/throttle.ts'
import { Mark, type Kept, type Tries } from '../vault/tries.ts'
import type { DeskPort } from './desk-port.ts'

export type RefusedBeforeParts = {
  readonly desk: DeskPort
  readonly tries: Tries
  readonly throttle: Throttle
  readonly chance: Chance
}

const markSetting = setting({ key: 'refused-tries', schema: Mark.nullable(), fallback: null })

/** To be called whenever the desk was opened, and when it was set up. */
export async function recordRefused({ desk, tries, throttle, chance }: RefusedBeforeParts): Promise<void> {
  const store = desk.store()
  const { lost, lines } = throttle.owed()
  if (lost) {
    await store.write((tx) => alert(desk, tx, 'delay', lost))
    await throttle.recorded()
  }
  const mark = (await readSetting(store.read, markSetting)) ?? undefined
  await tries.handOver({ mark, lines, begins: chance.bytes(32) }, async (kept, next) => {
    await store.write(async (tx) => {
      await append(desk, tx, kept)
      await writeSetting(tx, markSetting, next)
    })
    await throttle.recorded()
  })
}

/** The time of an entry is now, that of the try stands beside it. */
async function append(desk: DeskPort, tx: WriteStore, { tries, end }: Kept): Promise<void> {
  const refused = { actor: 'nobody', action: 'sign-in.refused-before-opening', outcome: 'refused' } as const
  for (const { at: triedAt, person: subject, way, fault } of tries)
    await desk.audit().append(tx, { ...refused, subject, details: { triedAt, way, fault } })
  if (end === 'whole') return
  await desk.audit().append(tx, { ...refused, details: { kept: tries.length, rest: end } })
  if (end !== 'full') await alert(desk, tx, 'tries', end)
}

function alert(desk: DeskPort, tx: WriteStore, notes: 'tries' | 'delay', notesFound: 'altered' | 'gone') {
  const details = { alert: 'refusal-notes', notes, notesFound } satisfies AuditDetails & { readonly alert: AlertKind }
  return desk.audit().append(tx, { actor: 'system', action: 'audit.alert', details })
}
