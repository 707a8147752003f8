/**
 * Phaxio's signature (its sheet §11): HMAC-SHA1, hexadecimal, over the address as it was given, then each field by name
 * with its value, then each file's part name with the SHA-1 of its bytes. The key is the webhook token of its console.
 */
import { createHash, createHmac } from 'node:crypto'
import { formIn } from '../http/form.ts'
import { same, type CallbackReader } from '../callback.ts'

export const phaxioCallback: CallbackReader = {
  prove: async ({ url, header, body }, key) => {
    const told = header('x-phaxio-signature')
    const form = await formIn(header('content-type'), body)
    if (told === undefined || !form) return 'wrong'
    const fields = sorted(form.fields).map(({ name, value }) => name + value)
    const files = sorted(form.files).map(({ name, bytes }) => name + createHash('sha1').update(bytes).digest('hex'))
    const signed = [url, ...fields, ...files].join('')
    return same(told.trim(), createHmac('sha1', key).update(signed, 'utf8').digest('hex')) ? 'genuine' : 'wrong'
  },
}

/** By the bytes of the name; those of one name stay as they came. */
const sorted = <T extends { readonly name: string }>(parts: readonly T[]): readonly T[] =>
  parts.toSorted((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)))
