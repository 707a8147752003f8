/** The recovery code after it was shown: typed back once to prove that it was written down, or made anew. */
import { ok, conflict, fail } from '#app/domain/outcome.ts'
import type { Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import { recoveryConfirmedSetting, writeSetting } from '../store/settings.ts'
import { plainCode } from '../vault/recovery-code.ts'
import type { Vault } from '../vault/vault.ts'
import type { DeskPort } from './desk-port.ts'
import type { Session } from './session.ts'

export type RecoveryParts = {
  readonly desk: DeskPort
  readonly vault: Vault
  readonly session: Session
  readonly publish: Publish
}

export type Recovery = {
  readonly shown: (groups: readonly string[]) => void
  readonly confirm: Share<'setup.confirmRecovery'>['setup.confirmRecovery']
  readonly renew: Share<'setup.newRecoveryCode'>['setup.newRecoveryCode']
}

export function createRecovery({ desk, vault, session, publish }: RecoveryParts): Recovery {
  // Kept only while the person to whom it was shown is at the desk; afterwards nobody here knows the code.
  let onPaper: readonly string[] = []
  session.onChange(({ after }) => {
    if (after.stage !== 'open') onPaper = []
  })
  const tell = () => publish({ name: 'session.changed', payload: {} })

  return {
    shown: (groups) => void (onPaper = [...groups]),
    confirm: async ({ group, text }, act) => {
      const wanted = onPaper[group]
      if (wanted === undefined || plainCode(text) !== plainCode(wanted)) return conflict('recovery-code-differs')
      const confirmed = await act.commit(async (tx) => {
        await writeSetting(tx, recoveryConfirmedSetting, true)
        return ok({ value: {} })
      })
      if (confirmed.ok) {
        onPaper = []
        tell()
      }
      return confirmed
    },
    renew: async (_, act) => {
      // The entry first: a new code that the record does not know of must not exist.
      const noted = await act.commit(async (tx) => {
        await writeSetting(tx, recoveryConfirmedSetting, false)
        return ok({ value: {} })
      })
      if (!noted.ok) return noted
      const renewed = await vault.renewRecovery(desk.keys())
      if (!renewed.ok) return fail(renewed.fault)
      onPaper = renewed.value
      tell()
      return ok({ recoveryGroups: [...renewed.value] })
    },
  }
}
