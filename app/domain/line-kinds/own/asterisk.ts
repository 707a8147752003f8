import { z } from 'zod'
import { choice, confirm, defineKind, host, ownNumber, secret, text, whole } from '../kind.ts'

const ways = ['folder', 'fetch'] as const

export const asterisk = defineKind('asterisk', {
  place: 'own',
  experimental: true,
  settings: {
    host: host(),
    /** The manager interface over TLS; there is no way to use it without. */
    port: whole(1, 65_535, 5_039),
    user: text(60),
    /** SHA-256 of the server's own certificate, for one no authority signed: 64 hexadecimal digits, colons or not. */
    fingerprint: {
      ...text(95, '', { optional: true }),
      schema: z.union([
        z.literal(''),
        z
          .string()
          .trim()
          .regex(/^([0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}$/),
      ]),
    },
    /** How the server gets the pages: from a shared folder (also where nothing is said), or from our public address. */
    way: { ...choice(ways, 'folder'), schema: z.enum(ways).optional() },
    /** The shared folder as this computer sees it; of no use where the server fetches. */
    folder: {
      ...text(200, '', { optional: true }),
      schema: z
        .string()
        .trim()
        .max(200)
        .regex(/^[\x20-\x7e]*$/),
    },
    /** The same folder as the server sees it, or one of its own where it fetches. It stands in a dialplan's variable: no commas, no spaces. */
    serverFolder: {
      ...text(120),
      schema: z
        .string()
        .trim()
        .max(120)
        .regex(/^(\/[A-Za-z0-9._-]+)+$/),
    },
    from: ownNumber(),
    /** Somebody answers for the folder and the way to it: pages lie in it unencrypted while a call goes on. */
    protectedFolder: confirm(),
  },
  secret: { password: secret() },
})
