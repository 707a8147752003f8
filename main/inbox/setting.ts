/** Which folder this computer watches. Kept in the store: a path may say whose desk this is. */
import { z } from 'zod'
import { setting } from '../store/settings.ts'

export const inboxSetting = setting({
  key: 'inbox',
  schema: z.strictObject({
    /** Absolute path; null while no folder is watched. */
    folder: z.string().nullable(),
    removeOriginals: z.boolean(),
    /** Random; tells this computer's claims from those of another that watches the same folder. */
    computer: z.string(),
  }),
  fallback: { folder: null, removeOriginals: true, computer: '' },
})
