/** Messages of Asterisk's manager interface: lines of `Name: value`, an empty line at the end, CRLF throughout. */

export type Message = {
  /** The first value of a name, empty where there is none. Names count without regard to case. */
  readonly get: (name: string) => string
  /** Every value of a name. */
  readonly all: (name: string) => readonly string[]
}

export type Fields = readonly (readonly [name: string, value: string])[]

/** Longer than any message of theirs; what has no end by then is no manager interface. */
const longest = 1024 * 1024

/** @returns the whole messages of a stream and what is left of it; undefined when it cannot be a manager's */
export function cutMessages(
  stream: string,
): { readonly messages: readonly Message[]; readonly rest: string } | undefined {
  const texts = stream.split('\r\n\r\n')
  const rest = texts.pop() ?? ''
  if (rest.length > longest) return undefined
  return { messages: texts.map(messageOf), rest }
}

export function messageOf(text: string): Message {
  const fields = text.split('\r\n').flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const]
  })
  const all = (name: string): readonly string[] =>
    fields.filter(([each]) => each === name.toLowerCase()).map(([, value]) => value)
  return { get: (name) => all(name)[0] ?? '', all }
}

/** An action as bytes to send. Throws when a value could end its line, or is not plain: nothing may be smuggled in. */
export function actionText(fields: Fields): string {
  for (const [, value] of fields) if (!/^[\x20-\x7e]*$/.test(value)) throw new TypeError('a value with a line end')
  return `${fields.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`
}
