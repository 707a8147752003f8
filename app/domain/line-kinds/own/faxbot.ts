import { address, confirm, defineKind, secret, whole } from '../kind.ts'

export const faxbot = defineKind('faxbot', {
  place: 'own',
  experimental: true,
  settings: {
    address: address('http://localhost:8080'),
    /** The server's own limit for a document, in MB (its MAX_FILE_SIZE_MB): it reads what is larger before it refuses it. */
    largestMb: whole(1, 100, 10),
    privateNetwork: confirm(),
    /** Somebody answers for it that a company whose service the gateway uses signed a BAA, recorded as this line's agreement. */
    companyAgreed: confirm(),
  },
  secret: { key: secret() },
})
