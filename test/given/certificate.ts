/**
 * A certificate of its own for a server of a test, signed by itself, written in DER by hand (X.690, RFC 5280 §4.1): Node makes
 * keys and no certificates, and not every computer has openssl.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'

export type SelfSigned = {
  readonly key: string
  readonly cert: string
  /** SHA-256 of the certificate, 64 hexadecimal digits. */
  readonly fingerprint: string
}

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}
/** As short as it can be written: nothing longer is DER. */
function lengthOf(bytes: number): readonly number[] {
  if (bytes < 0x80) return [bytes]
  return bytes < 0x100 ? [0x81, bytes] : [0x82, bytes >> 8, bytes & 0xff]
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts)
const integer = (...bytes: readonly number[]): Buffer => tlv(0x02, Buffer.from(bytes))
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'))
const time = (text: string): Buffer => tlv(0x17, Buffer.from(text, 'latin1'))

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const commonName = oid('550403')

export function selfSigned(name = 'exchange.example'): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const who = sequence(tlv(0x31, sequence(commonName, tlv(0x0c, Buffer.from(name, 'utf8')))))
  const body = sequence(
    tlv(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    who,
    sequence(time('250101000000Z'), time('491231235959Z')),
    who,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const der = sequence(body, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), sign('sha256', body, privateKey)))
  // No empty line at the end, whose length is a matter of the signature's.
  const lines = der.toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(der).digest('hex'),
  }
}
