/**
 * Pre-flight of a fax to several recipients: each is judged as if it were alone, by the same checks. Here their
 * verdicts are put together; nothing here lets anything pass that its own checks stopped.
 */
import type { Purpose } from '../purpose/purpose.ts'
import type { Check, CheckName } from './preflight.ts'

/** Checks that differ from recipient to recipient. */
const ofRecipient: ReadonlySet<CheckName> = new Set(['recipient', 'look-alike', 'usual-purpose'])

/**
 * Whether a check is about the recipient, and not about the pages that all of them get. What a cover sheet lacks may be
 * the name of one of them.
 */
export const aboutRecipient = ({ name, result }: Check): boolean =>
  ofRecipient.has(name) || result === 'cover-incomplete'

const stopped = (checks: readonly Check[]): boolean => checks.some(({ verdict }) => verdict === 'stop')

/** Stops that are the recipient's own: those of the pages, the line or the purpose stop everybody. */
export const refusedAlone = (checks: readonly Check[]): boolean => stopped(checks.filter(aboutRecipient))

/**
 * The checks of all together, from those of each (one list for each recipient, none empty). Some may be refused and the
 * others go; only where all are refused the whole is stopped.
 */
export function checksOfSeveral(each: readonly (readonly Check[])[]): readonly Check[] {
  const refused = each.filter(refusedAlone).length
  const common = (each[0] ?? []).filter((check) => !aboutRecipient(check))
  const looks = each.filter((checks) => !refusedAlone(checks)).flatMap((checks) => checks.filter(aboutRecipient))
  const once = (['look-alike', 'usual-purpose'] as const).flatMap(
    (name) => looks.find((check) => check.name === name) ?? [],
  )
  return [recipientsCheck(refused, each.length), ...once, ...common]
}

function recipientsCheck(refused: number, all: number): Check {
  if (refused === all) return { name: 'recipient', result: 'recipients-refused', verdict: 'stop' }
  return refused > 0
    ? { name: 'recipient', result: 'recipients-some-refused', verdict: 'look' }
    : { name: 'recipient', result: 'recipients-verified', verdict: 'passed' }
}

/** Another number on the list dials the same machine: it gets one fax, not two. */
export const twice: Check = Object.freeze({ name: 'recipient', result: 'recipient-twice', verdict: 'stop' })

/** Where several get the same, one of them may usually get faxes for another reason. */
export const usualPurposeCheck = (usual: Purpose | null, chosen: Purpose | null): readonly Check[] =>
  usual !== null && chosen !== null && usual !== chosen
    ? [{ name: 'usual-purpose', result: 'purpose-unusual', verdict: 'look' }]
    : []
