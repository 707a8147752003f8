#!/usr/bin/env node
/**
 * Checks an exported Faxdesk record without Faxdesk: one file, no dependency, any Node from 18 on, no network.
 *
 *   node faxdesk-verify.mjs export.json
 *   node faxdesk-verify.mjs export.json --checkpoint "faxdesk-checkpoint-1 500 9f3c… 1776160800000 [signature [key]]"
 *
 * Without a checkpoint it shows that the file fits itself. With one that was printed on paper it shows that the record
 * is the one from which that paper was made: whoever owns the computer could recompute everything but the paper.
 * Ends with 0 when all holds, 1 when something does not (it names the first bad entry), 2 when it could not look.
 * The format is described in FORMAT.md beside this file in the source.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const format = 'faxdesk-export-1'

const canonicalVersion = 1
const firstPrevious = '0'.repeat(64)
const entryFields = ['sequence', 'at', 'actor', 'action', 'subject', 'outcome', 'details', 'previous', 'hash']
const checkpointFields = ['sequence', 'hash', 'at', 'signature', 'publicKey']
// RFC 8410: what stands before the 32 bytes of an Ed25519 public key.
const keyFrame = Buffer.from('302a300506032b6570032100', 'hex')

const whole = (value) => Number.isSafeInteger(value) && value >= 0
const hex = (value, digits) => typeof value === 'string' && value.length === digits && /^[0-9a-f]*$/.test(value)
const exactly = (value, fields) =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === fields.length &&
  fields.every((field) => Object.hasOwn(value, field))

/** The text that is hashed for an entry. `details` is already in its canonical spelling and stands in it as it is. */
export const canonical = (entry) =>
  `[${canonicalVersion},${entry.sequence},${entry.at},${JSON.stringify(entry.actor)},${JSON.stringify(entry.action)},` +
  `${JSON.stringify(entry.subject)},${JSON.stringify(entry.outcome)},${entry.details},"${entry.previous}"]`

export const checkpointText = ({ sequence, hash, at }) => `faxdesk-checkpoint-1 ${sequence} ${hash} ${at}`

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')

const signers = new Map()
function signed(checkpoint) {
  const { publicKey, signature } = checkpoint
  try {
    const key =
      signers.get(publicKey) ??
      createPublicKey({ key: Buffer.concat([keyFrame, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' })
    signers.set(publicKey, key)
    return verify(null, Buffer.from(checkpointText(checkpoint)), key, Buffer.from(signature, 'hex'))
  } catch {
    return false
  }
}

const bad = (entry, why) => ({ holds: false, entry, why })

/** Why an entry is not one at all, or undefined. */
function misshapen(entry) {
  if (!exactly(entry, entryFields)) return 'is not a whole entry'
  if (!whole(entry.sequence) || entry.sequence < 1 || !whole(entry.at)) return 'has a wrong number or time'
  if (!['actor', 'action', 'subject', 'outcome', 'details'].every((field) => typeof entry[field] === 'string'))
    return 'has a field that is no text'
  return hex(entry.previous, 64) && hex(entry.hash, 64) ? undefined : 'has a hash that is none'
}

/** Why `entry` does not follow what stands before it, or undefined. */
function unlinked(entry, previous, number) {
  if (entry.sequence !== number) return entry.sequence > number ? 'is missing' : 'stands in the wrong place'
  if (entry.previous !== previous) return 'is not linked to the one before'
  return sha256(canonical(entry)) === entry.hash ? undefined : 'was changed after it was written'
}

function walk({ entries, first, last }) {
  const hashes = new Map()
  let number = first
  let previous = number === 1 ? firstPrevious : entries[0]?.previous
  for (const entry of entries) {
    const why = misshapen(entry) ?? unlinked(entry, previous, number)
    if (why) return { broken: bad(number, why), hashes }
    hashes.set(number, entry.hash)
    previous = entry.hash
    number += 1
  }
  return number === last + 1
    ? { hashes }
    : { broken: bad(number, number <= last ? 'is missing' : 'is one too many'), hashes }
}

/** The first checkpoint that does not hold, as a finding; undefined when all do. */
function judgeCheckpoints(file, hashes) {
  const { first } = file
  const seen = new Map()
  for (const checkpoint of file.checkpoints) {
    if (!exactly(checkpoint, checkpointFields)) return bad(file.last, 'is followed by a checkpoint that is none')
    const { sequence, hash, publicKey } = checkpoint
    const expected = sequence === first - 1 ? file.entries[0].previous : hashes.get(sequence)
    if (expected === undefined) return bad(file.last + 1, 'is missing, and a checkpoint speaks of it')
    if (expected !== hash || publicKey !== file.publicKey || seen.has(sequence) || !signed(checkpoint))
      return bad(sequence, 'is not what its checkpoint signed')
    seen.set(sequence, checkpoint)
  }
  for (const entry of file.entries) {
    if (entry.action !== 'audit.checkpoint' || entry.sequence === first) continue
    const checkpoint = seen.get(entry.sequence - 1)
    const said = checkpoint && { signature: checkpoint.signature, signedAt: checkpoint.at, upTo: checkpoint.sequence }
    if (!said || JSON.stringify(Object.entries(said)) !== entry.details)
      return bad(entry.sequence - 1, 'had a checkpoint that is gone or changed')
  }
  return seen.has(file.last) ? undefined : bad(file.last, 'is the end, and no checkpoint signs it')
}

/**
 * A printed checkpoint, however it was typed: spaces inside codes do not matter. Entry number, hash and signed time are
 * needed; signature and key may follow. Undefined when it is none.
 */
export function readCheckpoint(text) {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s·:,]+/)
    .filter((word) => word !== 'faxdesk-checkpoint-1')
  const take = (digits) => {
    let code = ''
    while (code.length < digits && words.length > 0) code += words.shift()
    return hex(code, digits) ? code : undefined
  }
  const sequence = Number(words.shift())
  const hash = take(64)
  const at = Number(words.shift())
  if (!whole(sequence) || sequence < 1 || hash === undefined || !whole(at)) return undefined
  const signature = words.length > 0 ? take(128) : undefined
  const publicKey = words.length > 0 ? take(64) : undefined
  return words.length > 0 ? undefined : { sequence, hash, at, signature, publicKey }
}

/** What paper says against the file: a finding, or undefined when they agree. */
function judgePrinted(file, hashes, printed) {
  const { sequence, hash, signature, publicKey } = printed
  const { first } = file
  const known = sequence === first - 1 ? file.entries[0].previous : hashes.get(sequence)
  if (known === undefined && sequence < first)
    return bad(first, 'comes after the printed checkpoint: export from there')
  if (known === undefined) return bad(file.last + 1, 'is missing: paper speaks of a later entry')
  if (known !== hash) return bad(sequence, 'is not the one on paper')
  if (publicKey !== undefined && publicKey !== file.publicKey)
    return bad(sequence, 'was signed by another key than on paper')
  if (signature === undefined) return undefined
  return signed({ ...printed, publicKey: publicKey ?? file.publicKey })
    ? undefined
    : bad(sequence, 'has another signature on paper')
}

/**
 * Judges an export that was read from JSON.
 * @param printed what `readCheckpoint` gave, or undefined
 * @returns `{ holds: true, first, last, checkpoints, publicKey }`, or `{ holds: false, entry, why }` with the number of
 * the first bad entry
 */
export function judge(file, printed) {
  if (file?.format !== format || file.canonicalVersion !== canonicalVersion)
    return bad(0, 'this is no export that this program knows')
  if (!Array.isArray(file.entries) || !Array.isArray(file.checkpoints) || !hex(file.publicKey, 64))
    return bad(0, 'this is no whole export')
  if (!whole(file.first) || file.first < 1 || !whole(file.last)) return bad(0, 'this is no whole export')
  if (file.entries.length === 0) return bad(0, 'there are no entries')
  const { broken, hashes } = walk(file)
  const found = broken ?? judgeCheckpoints(file, hashes) ?? (printed && judgePrinted(file, hashes, printed))
  if (found) return found
  return {
    holds: true,
    first: file.first,
    last: file.last,
    checkpoints: file.checkpoints.length,
    publicKey: file.publicKey,
  }
}

const say = (line) => process.stdout.write(`${line}\n`)
const fours = (code) => code.replaceAll(/(.{4})(?=.)/g, '$1 ')

function main([name, option, typed]) {
  if (name === undefined || (option !== undefined && (option !== '--checkpoint' || typed === undefined))) {
    say('Use: node faxdesk-verify.mjs export.json [--checkpoint "NUMBER HASH TIME [SIGNATURE [KEY]]"]')
    return 2
  }
  const printed = typed === undefined ? undefined : readCheckpoint(typed)
  if (typed !== undefined && !printed) {
    say('The checkpoint cannot be read. It is: entry number, hash, signed time, and if you like signature and key.')
    return 2
  }
  let file
  try {
    file = JSON.parse(readFileSync(name, 'utf8'))
  } catch (error) {
    say(
      error instanceof SyntaxError ? 'BROKEN: the file is not whole JSON.' : `The file cannot be read (${error.code}).`,
    )
    return error instanceof SyntaxError ? 1 : 2
  }
  const found = judge(file, printed)
  if (!found.holds) {
    say(found.entry === 0 ? `BROKEN: ${found.why}.` : `BROKEN at entry ${found.entry}: it ${found.why}.`)
    return 1
  }
  say(`INTACT: entries ${found.first} to ${found.last}, ${found.checkpoints} checkpoints.`)
  say(`Signed by ${fours(found.publicKey)}`)
  if (printed) say(`Agrees with the printed checkpoint of entry ${printed.sequence}.`)
  else say('Not compared with paper. Give --checkpoint to show that nobody made the whole record again.')
  if (found.first > 1) say(`Entries before ${found.first} are not in this file.`)
  return 0
}

const started = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (started) process.exitCode = main(process.argv.slice(2))
