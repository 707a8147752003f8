/**
 * Electron's Node is built on BoringSSL, plain Node on OpenSSL. What BoringSSL lacks is refused here,
 * so that a test does not pass with an algorithm that users' machines do not have. The lists are a careful guess
 * from public issues: what is on them is known to work.
 */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

const CIPHERS =
  /^(aes-?(128|192|256)(-(cbc|ctr|ecb|gcm|ofb))|aes-?(128|256)-cfb|id-aes(128|192|256)-gcm|des-ede3-cbc)$/i
const HASHES = /^(rsa-)?(md5|sha-?1|sha-?224|sha-?256|sha-?384|sha-?512|sha-?512[-/]256|ripemd160)$/i
const KEY_TYPES = /^(rsa|ec|ed25519|x25519)$/

type Callable = (...args: readonly unknown[]) => unknown
const members = crypto as unknown as Record<string, Callable>

function guard(names: readonly string[], allowed: RegExp, message: (algorithm: string) => string): void {
  for (const name of names) {
    const original = members[name]
    if (!original) continue
    members[name] = (...args) => {
      const [algorithm] = args
      if (typeof algorithm === 'string' && !allowed.test(algorithm)) throw new Error(message(algorithm))
      return original.call(crypto, ...args)
    }
  }
}

/** Changes `node:crypto` for this process, for `require` and `import` alike. */
export function useBoringCrypto(): void {
  guard(['createCipheriv', 'createDecipheriv'], CIPHERS, (name) => `Unknown cipher: ${name} (BoringSSL)`)
  const hashing = ['createHash', 'createHmac', 'hash', 'createSign', 'createVerify', 'sign', 'verify']
  guard(hashing, HASHES, (name) => `Digest method not supported: ${name} (BoringSSL)`)
  guard(['generateKeyPair', 'generateKeyPairSync'], KEY_TYPES, (name) => `Key type not supported: ${name} (BoringSSL)`)
  guard(['argon2', 'argon2Sync'], /^$/, (name) => `${name} is not available (BoringSSL)`)
  syncBuiltinESMExports()
}
