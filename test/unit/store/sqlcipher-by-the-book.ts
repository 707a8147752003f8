/**
 * An implementation of SQLCipher 4's file format of our own, by its published design and with node:crypto alone: what
 * the library writes must be readable without the library. Pages of 4096 bytes end in 80 reserved ones, a 16-byte IV and
 * an HMAC-SHA512; the rest is AES-256-CBC. The file's first 16 bytes are its salt.
 */
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'

const pageBytes = 4096
const saltBytes = 16
const ivBytes = 16
const macBytes = 64
const macSaltMask = 0x3a
const macRounds = 2

/** The plain SQLite file, or undefined when the key is wrong or any page was altered. */
export function decrypted(file: Buffer, key: Buffer): Buffer | undefined {
  const salt = file.subarray(0, saltBytes)
  const macKey = pbkdf2Sync(
    key,
    salt.map((byte) => byte ^ macSaltMask),
    macRounds,
    32,
    'sha512',
  )
  const pages: Buffer[] = []
  for (let number = 1; (number - 1) * pageBytes < file.length; number += 1) {
    const page = file.subarray((number - 1) * pageBytes, number * pageBytes)
    const plain = decryptedPage(number === 1 ? page.subarray(saltBytes) : page, number, key, macKey)
    if (!plain) return undefined
    pages.push(number === 1 ? Buffer.concat([Buffer.from('SQLite format 3\0'), plain]) : plain)
  }
  return Buffer.concat(pages)
}

function decryptedPage(page: Buffer, number: number, key: Buffer, macKey: Buffer): Buffer | undefined {
  const end = page.length - ivBytes - macBytes
  const counted = Buffer.alloc(4)
  counted.writeUInt32LE(number)
  const mac = createHmac('sha512', macKey)
    .update(page.subarray(0, end + ivBytes))
    .update(counted)
    .digest()
  if (!timingSafeEqual(mac, page.subarray(end + ivBytes))) return undefined
  const cipher = createDecipheriv('aes-256-cbc', key, page.subarray(end, end + ivBytes)).setAutoPadding(false)
  return Buffer.concat([cipher.update(page.subarray(0, end)), cipher.final(), Buffer.alloc(ivBytes + macBytes)])
}
