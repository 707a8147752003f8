import { z } from 'zod'
import { confirm, defineKind, host, ownNumber, secret, text, whole } from '../kind.ts'

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
    /** The shared folder as this computer sees it. */
    folder: text(200),
    /** The same folder as the server sees it. It stands in a dialplan's variable: no commas, no spaces. */
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
