/** What the administrator chose about receiving. */
import { z } from 'zod'
import { setting } from '../store/settings.ts'

export const receivingSetting = setting({
  key: 'receiving',
  /** `removeAtLine`: whether a line's copy is removed once ours was read back. */
  schema: z.strictObject({ removeAtLine: z.boolean() }),
  fallback: { removeAtLine: false },
})
