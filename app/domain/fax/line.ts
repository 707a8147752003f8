/**
 * Lines as values: kinds, agreements, what a check found, and whether a line may carry a fax now. No patient data goes
 * over a line without a valid agreement (45 CFR 164.308(b)); an own server has no second company, and records who runs it.
 */
import { z } from 'zod'
import { DocumentId, Instant } from '../ids.ts'
import { ConfiguredKind, kindEntry } from '../line-kinds/index.ts'

export const LineKind = z.enum(['training', ...ConfiguredKind.options])
export type LineKind = z.infer<typeof LineKind>

const party = z.string().trim().min(1).max(120)

/** The signed paper, kept encrypted beside the store. */
export const AgreementPaper = z.strictObject({
  documentId: DocumentId,
  name: z.string().max(255),
  bytes: z.number().int().positive(),
  sha256: z.string().length(64),
})
export type AgreementPaper = z.infer<typeof AgreementPaper>

/** What is on record for a line. `baa`: a company signed one. `own-server`: it is ours, and this is who runs it. */
export const Agreement = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('baa'),
    /** The company that signed, and who signed for the practice. */
    company: party,
    practice: party,
    signedAt: Instant,
    expiresAt: Instant.optional(),
    /** The services it covers, as the paper names them. */
    services: z.string().trim().max(200).optional(),
    paper: AgreementPaper.optional(),
  }),
  z.strictObject({ kind: z.literal('own-server'), operator: party, since: Instant, expiresAt: Instant.optional() }),
])
export type Agreement = z.infer<typeof Agreement>

/** Which kinds of agreement fit a kind of line. A company's service is never an own server, whatever it is called. */
export const agreementFits = (line: LineKind, agreement: Agreement['kind']): boolean =>
  agreement === 'baa' || (line !== 'training' && kindEntry(line).place === 'own')

/** What a line's service can do. What it cannot is said, not hidden. */
export const LineAbilities = z.strictObject({
  stopsCalls: z.boolean(),
  removesPages: z.boolean(),
  countsPages: z.boolean(),
  receives: z.boolean(),
  /** Whether its service comes to this computer for the pages. */
  fetches: z.boolean(),
  /** How a fax whose answer was lost is found again: `surely`, `later` (its list lags), or `never` by our reference. */
  findsLost: z.enum(['surely', 'later', 'never']),
  callsAtOnce: z.number().int().nonnegative(),
})
export type LineAbilities = z.infer<typeof LineAbilities>

/** What a check of a line can find. Closed: each has a sentence and one next step. */
export const FindingName = z.enum([
  'not-reached',
  'sign-in-refused',
  'not-protected',
  'not-secured',
  'plain-connection',
  'server-not-dialling',
  'answer-not-understood',
  'provider-trouble',
  'balance-gone',
  'test-key',
  'retention-unknown',
  'weak-evidence',
  // How the provider keeps pages, as far as it lets itself be asked.
  'keeps-sent-pages',
  'keeps-received-pages',
  'pages-stay-there',
  // How the account is set up.
  'sending-set-up-missing',
  'not-of-this-account',
  // Own servers: what stands behind them, and who may use them.
  'company-behind',
  'tells-no-end',
  'open-to-all',
  'key-of-all-rights',
  'certificate-not-trusted',
  // The way from a service to this computer.
  'no-public-address',
  'links-unprotected',
  'callbacks-unproved',
  // A folder shared with an own server.
  'folder-not-answered-for',
  'folder-not-usable',
  // Found here, without asking anybody.
  'agreement-ends-60',
  'agreement-ends-30',
  'agreement-incomplete',
])
export type FindingName = z.infer<typeof FindingName>

/** `look`: said, and the line works. `stop`: the line carries nothing until it is mended and checked again. */
export const Finding = z.strictObject({ finding: FindingName, verdict: z.enum(['look', 'stop']) })
export type Finding = z.infer<typeof Finding>

export const LineCheck = z.strictObject({ at: Instant, findings: z.array(Finding) })
export type LineCheck = z.infer<typeof LineCheck>

export const AgreementStanding = z.enum(['not-needed', 'valid', 'ends-soon', 'none', 'expired'])
export type AgreementStanding = z.infer<typeof AgreementStanding>

/** Whether a line may carry a fax, and if not, why. `removed` lines keep their name for the faxes they carried. */
export const LineStanding = z.enum([
  'training',
  'ready',
  'no-agreement',
  'agreement-expired',
  'unchecked',
  'stopped',
  'removed',
])
export type LineStanding = z.infer<typeof LineStanding>

const dayMs = 24 * 60 * 60_000
const endsSoonMs = 60 * dayMs
const endsVerySoonMs = 30 * dayMs

/** @param now epoch ms. An agreement signed in the future does not hold yet. */
export function agreementStanding(kind: LineKind, agreement: Agreement | undefined, now: number): AgreementStanding {
  if (kind === 'training') return 'not-needed'
  if (!agreement || !agreementFits(kind, agreement.kind)) return 'none'
  if ((agreement.kind === 'baa' ? agreement.signedAt : agreement.since) > now) return 'none'
  if (agreement.expiresAt === undefined) return 'valid'
  if (agreement.expiresAt <= now) return 'expired'
  return agreement.expiresAt - now < endsSoonMs ? 'ends-soon' : 'valid'
}

/** What an agreement itself gives reason to say, without asking any service: its end in sight, a record with gaps. */
export function agreementFindings(kind: LineKind, agreement: Agreement | undefined, now: number): readonly Finding[] {
  const standing = agreementStanding(kind, agreement, now)
  if (!agreement || (standing !== 'valid' && standing !== 'ends-soon')) return []
  const verySoon = agreement.expiresAt !== undefined && agreement.expiresAt - now < endsVerySoonMs
  const gaps = agreement.kind === 'baa' && (!agreement.services || !agreement.paper)
  return [
    ...(standing === 'ends-soon'
      ? [{ finding: verySoon ? 'agreement-ends-30' : 'agreement-ends-60', verdict: 'look' } as const]
      : []),
    ...(gaps ? [{ finding: 'agreement-incomplete', verdict: 'look' } as const] : []),
  ]
}

export type LineFacts = {
  readonly kind: LineKind
  readonly agreement?: Agreement | undefined
  readonly check?: LineCheck | undefined
  readonly removedAt?: number | undefined
}

/** The gate before every real fax, judged anew each time: an agreement can end while a fax waits. */
export function lineStanding({ kind, agreement, check, removedAt }: LineFacts, now: number): LineStanding {
  if (removedAt !== undefined) return 'removed'
  if (kind === 'training') return 'training'
  const agreed = agreementStanding(kind, agreement, now)
  if (agreed === 'none') return 'no-agreement'
  if (agreed === 'expired') return 'agreement-expired'
  if (!check) return 'unchecked'
  return check.findings.some(({ verdict }) => verdict === 'stop') ? 'stopped' : 'ready'
}
