import { confirm, defineKind, host, secret, text, whole } from '../kind.ts'

export const hylafax = defineKind('hylafax', {
  place: 'own',
  experimental: false,
  settings: {
    host: host(),
    port: whole(1, 65_535, 4_559),
    user: text(60),
    /** Somebody answers for it that the way to a server elsewhere is protected (VPN): HylaFAX itself encrypts nothing. */
    protectedNetwork: confirm(),
  },
  secret: { password: secret() },
})
