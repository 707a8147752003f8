/**
 * The words on cover sheets as versions: which holds, which waits, and who may let it hold. Four eyes where there are
 * four; a practice of one says that it was one.
 */
import { z } from 'zod'
import { CoverVersion } from '#app/contract/desk/covers.ts'
import type { CoverTexts } from '#app/domain/pages/cover.ts'
import { granted } from '#app/domain/rights.ts'
import { cover } from '#app/words/en/desk/cover.ts'
import { listPeople, type PersonRow } from '../../store/people/people.ts'
import { readSetting, setting } from '../../store/settings.ts'
import type { ReadStore } from '../../store/store.ts'

/** Versions in their order; the last may wait. */
export const coversSetting = setting<readonly CoverVersion[]>({
  key: 'cover-texts',
  schema: z.array(CoverVersion).readonly(),
  fallback: [],
})

const own: CoverVersion = {
  version: 0,
  texts: {
    noticeTitle: cover.confidentiality.title,
    notice: cover.confidentiality.text,
    urgentNote: cover.words.urgentNote,
  },
}

export type Covers = {
  readonly current: CoverVersion
  readonly proposed: CoverVersion | undefined
  readonly before: readonly CoverVersion[]
}

export function coversOf(versions: readonly CoverVersion[]): Covers {
  const held = [own, ...versions.filter(({ approved }) => approved)]
  const last = versions.at(-1)
  return {
    current: held.at(-1) ?? own,
    proposed: last && !last.approved ? last : undefined,
    before: held.slice(0, -1).toReversed(),
  }
}

/** The words that hold now. */
export const coverTexts = async (db: ReadStore): Promise<CoverTexts> =>
  coversOf(await readSetting(db, coversSetting)).current.texts

const trusted = ({ roles, disabled_at }: PersonRow): boolean =>
  disabled_at === null && (granted(roles, 'settings.change') || granted(roles, 'audit.read'))

/** How a person may approve what somebody wrote; undefined where they may not. */
export async function approval(
  db: ReadStore,
  { written }: CoverVersion,
  personId: string,
): Promise<{ readonly alone: boolean } | undefined> {
  const people = (await listPeople(db)).filter(trusted)
  if (!people.some(({ id }) => id === personId)) return undefined
  if (written?.id !== personId) return { alone: false }
  return people.length === 1 ? { alone: true } : undefined
}
