/**
 * Settings of the practice, kept in the store, and this computer's appearance, kept outside it. Nothing secret and
 * nothing about a patient may be a preference: they are read before anyone signs in.
 */
import type { Parsed } from '#app/contract/index.ts'
import type { SettingsView } from '#app/contract/people/people.ts'
import { ok } from '#app/domain/outcome.ts'
import { changes } from '../audit/changes.ts'
import type { Act, Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import type { PreferenceFile } from '../ports.ts'
import {
  idleMinutesSetting,
  practiceSetting,
  readSetting,
  requireCodesSetting,
  secondPersonSetting,
  roleLabelsSetting,
  signOutMinutesSetting,
  typedNumbersSetting,
  verificationMonthsSetting,
  writeSetting,
} from '../store/settings.ts'
import type { ReadStore, Store } from '../store/store.ts'

export type SettingsParts = {
  readonly store: Store
  /** Tells the lock how long the desk may lie unused, and how long locked, from now on. */
  readonly idleChanged: (idleMinutes: number, signOutMinutes: number) => void
  readonly publish: Publish
}

export function createSettingsHandlers(parts: SettingsParts): Share<'settings.read' | 'settings.change'> {
  return {
    'settings.read': async () => ok(await readSettings(parts.store.read)),
    'settings.change': (input, act) => change(parts, input, act),
  }
}

export const readSettings = async (db: ReadStore): Promise<SettingsView> => ({
  practice: await readSetting(db, practiceSetting),
  idleMinutes: await readSetting(db, idleMinutesSetting),
  verificationMonths: await readSetting(db, verificationMonthsSetting),
  secondPerson: await readSetting(db, secondPersonSetting),
  typedNumbers: await readSetting(db, typedNumbersSetting),
  requireCodes: await readSetting(db, requireCodesSetting),
  signOutMinutes: await readSetting(db, signOutMinutesSetting),
  roleLabels: await readSetting(db, roleLabelsSetting),
})

async function change({ store, idleChanged, publish }: SettingsParts, input: Parsed<'settings.change'>, act: Act) {
  const changed = await act.commit(async (tx) => {
    const before = await readSettings(tx)
    if (input.practice) await writeSetting(tx, practiceSetting, input.practice)
    if (input.idleMinutes !== undefined) await writeSetting(tx, idleMinutesSetting, input.idleMinutes)
    if (input.verificationMonths !== undefined)
      await writeSetting(tx, verificationMonthsSetting, input.verificationMonths)
    if (input.secondPerson !== undefined) await writeSetting(tx, secondPersonSetting, input.secondPerson)
    if (input.typedNumbers !== undefined) await writeSetting(tx, typedNumbersSetting, input.typedNumbers)
    if (input.requireCodes !== undefined) await writeSetting(tx, requireCodesSetting, input.requireCodes)
    if (input.signOutMinutes !== undefined) await writeSetting(tx, signOutMinutesSetting, input.signOutMinutes)
    if (input.roleLabels) await writeSetting(tx, roleLabelsSetting, input.roleLabels)
    const after = await readSettings(tx)
    return ok({ value: after, details: differences(before, after) })
  })
  if (!changed.ok) return changed
  idleChanged(changed.value.idleMinutes, changed.value.signOutMinutes)
  // The bar names the practice and this computer.
  publish({ name: 'session.changed', payload: {} })
  return ok(await readSettings(store.read))
}

/** What changed, from what to what. The practice's own name, address and words for roles are no content. */
function differences(before: SettingsView, after: SettingsView) {
  const flat = ({ practice, roleLabels, ...rest }: SettingsView) => ({
    ...rest,
    practiceName: practice.name,
    practiceAddress: practice.addressLines,
    practicePhone: practice.phone,
    practiceFax: practice.fax,
    workstation: practice.workstation,
    roleLabels: Object.values(roleLabels),
  })
  return changes(flat(before), flat(after))
}

export type PreferenceParts = { readonly file: PreferenceFile; readonly publish: Publish }

export function createPreferenceHandlers({
  file,
  publish,
}: PreferenceParts): Share<'preferences.read' | 'preferences.change'> {
  return {
    'preferences.read': async () => ok(file.read()),
    'preferences.change': async ({ theme, hideDetails }) => {
      const after = file.change({
        ...(theme === undefined ? {} : { theme }),
        ...(hideDetails === undefined ? {} : { hideDetails }),
      })
      publish({ name: 'preferences.changed', payload: after })
      return ok(after)
    },
  }
}
