/** Request bodies as bytes: what leaves is made here, whole, so that its length is known and nothing else gets in. */
import { randomBytes } from 'node:crypto'

export type Body = { readonly type: string; readonly bytes: Uint8Array }

export const jsonBody = (value: unknown): Body => ({
  type: 'application/json',
  bytes: Buffer.from(JSON.stringify(value), 'utf8'),
})

/** @param fields a list, as a name may come more than once */
export const formBody = (fields: readonly (readonly [name: string, value: string])[]): Body => ({
  type: 'application/x-www-form-urlencoded',
  bytes: Buffer.from(
    new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
    'utf8',
  ),
})

export type Part =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly file: Uint8Array; readonly type: string; readonly fileName: string }

/** multipart/form-data (RFC 7578). Names and file names are ours, never a person's; they hold no quotes or line ends. */
export function multipartBody(parts: readonly Part[]): Body {
  const boundary = `faxdesk-${randomBytes(16).toString('hex')}`
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n${headOf(part)}\r\n\r\n`),
    contentOf(part),
    lineEnd,
  ])
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  }
}

const lineEnd = Buffer.from('\r\n')

const headOf = (part: Part): string =>
  'file' in part
    ? `Content-Disposition: form-data; name="${part.name}"; filename="${part.fileName}"\r\nContent-Type: ${part.type}`
    : `Content-Disposition: form-data; name="${part.name}"`

const contentOf = (part: Part): Uint8Array => ('file' in part ? part.file : Buffer.from(part.value, 'utf8'))
