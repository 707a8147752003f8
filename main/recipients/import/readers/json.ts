/** JSON from outside: any shape, looked into with care. */
import { JSONParser } from '@streamparser/json'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

export const isObject = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text under this name, trimmed; empty when there is none. */
export function textIn(value: Record<string, Json>, name: string): string {
  const found = Object.hasOwn(value, name) ? value[name] : undefined
  return typeof found === 'string' ? found.trim() : ''
}

/** The list under this name; empty when there is none. */
export function listIn(value: Record<string, Json>, name: string): readonly Json[] {
  const found = Object.hasOwn(value, name) ? value[name] : undefined
  return Array.isArray(found) ? found : []
}

/** A member of the document, as soon as it is whole. */
export type Member = { readonly path: 'entry' | 'member'; readonly name: string; readonly value: Json }

export type JsonReader = {
  /** Takes the next bytes; answers what became whole. Throws SyntaxError-like trouble of the text. */
  readonly push: (bytes: Uint8Array) => readonly Member[]
  /** Whether the document is complete. */
  readonly ended: () => boolean
}

/** Reads a Bundle entry by entry: of what lies in `entry`, one at a time is held, and texts outside it one by one. */
export function createBundleReader(): JsonReader {
  const parser = new JSONParser({ paths: ['$.entry.*', '$.link', '$.total', '$.resourceType'], keepStack: false })
  let found: Member[] = []
  parser.onValue = ({ value, key, stack }) => {
    const path = stack.length > 1 ? 'entry' : 'member'
    found.push({ path, name: String(key), value: value ?? null })
  }
  return {
    push: (bytes) => {
      found = []
      if (!parser.isEnded) parser.write(bytes)
      return found
    },
    ended: () => parser.isEnded,
  }
}
