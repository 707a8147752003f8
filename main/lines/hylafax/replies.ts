/** Replies of a HylaFAX server, cut from the stream. Lines end with CRLF and nothing else: status texts hold bare LFs. */

export type Reply = { readonly code: number; readonly text: string }

/** More than any server says at once; beyond it we are not talking to a fax server. */
const replyAtMost = 256 * 1024

/**
 * The whole replies at the head of `stream` and what is left. Several lines: `NNN-…` until a line beginning `NNN `.
 * @returns undefined where this is no fax server's language
 */
export function cutReplies(stream: string): { readonly replies: readonly Reply[]; readonly rest: string } | undefined {
  const replies: Reply[] = []
  let rest = stream
  for (let end = endOf(rest); end !== undefined; end = endOf(rest)) {
    const text = rest.slice(0, end)
    if (!/^\d{3}[ -]/.test(text)) return undefined
    replies.push({ code: Number(text.slice(0, 3)), text: text.slice(4) })
    rest = rest.slice(end + 2)
  }
  return rest.length > replyAtMost ? undefined : { replies, rest }
}

/** Where the first reply ends, or undefined while it is not whole. */
function endOf(stream: string): number | undefined {
  const first = stream.indexOf('\r\n')
  if (first < 0) return undefined
  if (stream[3] !== '-') return first
  const last = stream.indexOf(`\r\n${stream.slice(0, 3)} `)
  if (last < 0) return undefined
  const end = stream.indexOf('\r\n', last + 2)
  return end < 0 ? undefined : end
}

/** A value as the server reads it: in double quotes, `"` and `\` escaped. Control characters would end the command. */
export function quoted(value: string): string {
  if (/[^\x20-\x7e]/.test(value)) throw new TypeError('a value that does not fit one line of ASCII')
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}
