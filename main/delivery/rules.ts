/** What a practice set for its lines: ladders, calls at once, and who takes over. One setting for all of them. */
import { z } from 'zod'
import { LineId } from '#app/domain/ids.ts'
import { LineRules, plainRules } from '#app/domain/fax/retry.ts'
import { readSetting, setting, writeSetting } from '../store/settings.ts'
import type { ReadStore, WriteStore } from '../store/store.ts'

const lineRulesSetting = setting<Partial<Record<LineId, LineRules>>>({
  key: 'line-rules',
  schema: z.partialRecord(LineId, LineRules),
  fallback: {},
})

export type RulesOf = (id: LineId) => LineRules

/** The rules of every line, as they are now. */
export async function readRules(db: ReadStore): Promise<RulesOf> {
  const all = await readSetting(db, lineRulesSetting)
  return (id) => all[id] ?? plainRules
}

export async function writeRules(tx: WriteStore, id: LineId, rules: LineRules): Promise<void> {
  await writeSetting(tx, lineRulesSetting, { ...(await readSetting(tx, lineRulesSetting)), [id]: rules })
}
