/** Who must sign in with one-time codes and cannot yet: those whose roles can do the most harm, where the practice asks. */
import { needsCode } from '#app/domain/rights.ts'
import type { PersonRow } from '../../store/people/people.ts'
import { readSecondFactor } from '../../store/people/second-factor.ts'
import { readSetting, requireCodesSetting } from '../../store/settings.ts'
import type { ReadStore } from '../../store/store.ts'

/** Whether this person must set up one-time codes. */
export async function codesDue(db: ReadStore, { id, roles }: Pick<PersonRow, 'id' | 'roles'>): Promise<boolean> {
  return needsCode(roles) && (await readSetting(db, requireCodesSetting)) && !(await readSecondFactor(db, id))
}
