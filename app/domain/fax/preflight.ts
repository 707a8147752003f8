/**
 * Pre-flight: what is judged before a fax may be queued. The page shows it, the door enforces it, from one function.
 */
import { z } from 'zod'
import { approvable } from '../contact/approval.ts'
import { sendable, type Standing } from '../contact/contact.ts'
import type { LineStanding } from './line.ts'
import type { Likeness } from '../contact/look-alike.ts'
import { minimumNecessaryApplies, type Purpose } from '../purpose/purpose.ts'
import { unreachable } from '../outcome.ts'

export const CheckName = z.enum([
  'pages',
  'legibility',
  'one-patient',
  'recipient',
  'look-alike',
  'line',
  'purpose',
  'minimum-necessary',
  'usual-purpose',
  'cover',
])
export type CheckName = z.infer<typeof CheckName>

export const CheckResult = z.enum([
  'pages-chosen',
  'no-pages',
  'too-many-pages',
  'hard-to-read',
  'pages-differ',
  'recipient-verified',
  'recipient-expires-soon',
  'recipient-approved',
  'no-recipient',
  'recipient-unverified',
  'recipient-expired',
  'recipient-revoked',
  'recipient-pending',
  'recipient-needs-recheck',
  'recipient-blocked',
  'recipient-twice',
  'recipients-verified',
  'recipients-some-refused',
  'recipients-refused',
  'look-alike-number',
  'look-alike-name',
  'line-ready',
  'line-training',
  'no-line',
  'no-agreement',
  'agreement-expired',
  'line-unchecked',
  'line-stopped',
  'purpose-given',
  'no-purpose',
  'no-request',
  'no-form',
  'pages-to-confirm',
  'pages-confirmed',
  'purpose-unusual',
  'cover-included',
  'no-cover',
  'cover-incomplete',
  'cover-shortened',
])
export type CheckResult = z.infer<typeof CheckResult>

export const Check = z.strictObject({
  name: CheckName,
  result: CheckResult,
  /** passed: fine. look: may be sent over, and is recorded. stop: cannot be sent. */
  verdict: z.enum(['passed', 'look', 'stop']),
})
export type Check = z.infer<typeof Check>

/** What was recorded for the purpose: nothing of it is asked for where no rule does. */
export type Grounds = {
  /** Somebody found the very pages that are chosen necessary. */
  readonly pagesConfirmed: boolean
  /** A patient's request is recorded. */
  readonly request: boolean
  /** The signed authorization is attached. */
  readonly form: boolean
}

export type PreflightFacts = {
  readonly pagesChosen: number
  readonly pagesAtMost: number
  readonly recipient: Standing | undefined
  /** A supervisor approved this one fax to this very number. */
  readonly approved: boolean
  /** What the number looks like, before a first fax has arrived there; absent when it looks like nothing known. */
  readonly lookAlike?: Likeness | undefined
  readonly line: LineStanding | undefined
  readonly purpose: Purpose | undefined
  readonly grounds: Grounds
  readonly cover: boolean
  /** The practice asks for something on the sheet that is empty. */
  readonly coverIncomplete?: boolean | undefined
}

/** The checks in the order people read them. A fax may go only if none is a stop. */
export function preflight(facts: PreflightFacts): readonly Check[] {
  return [
    recipientCheck(facts),
    ...lookAlikeCheck(facts.lookAlike),
    pagesCheck(facts),
    coverCheck(facts),
    purposeCheck(facts),
    ...minimumCheck(facts),
    lineCheck(facts.line),
  ]
}

export const stopsOf = (checks: readonly Check[]): readonly Check[] =>
  checks.filter((check) => check.verdict === 'stop')

function recipientCheck({ recipient, approved }: PreflightFacts): Check {
  if (!recipient) return { name: 'recipient', result: 'no-recipient', verdict: 'stop' }
  if (approved && approvable(recipient)) return { name: 'recipient', result: 'recipient-approved', verdict: 'look' }
  return { name: 'recipient', result: `recipient-${recipient}`, verdict: sendable(recipient) ? 'passed' : 'stop' }
}

/** Judged only where there is something to see: a check that nearly always passes teaches people not to look. */
function lookAlikeCheck(likeness: Likeness | undefined): readonly Check[] {
  if (!likeness) return []
  const named = likeness === 'same-organisation' || likeness === 'same-number'
  return [{ name: 'look-alike', result: named ? 'look-alike-name' : 'look-alike-number', verdict: 'look' }]
}

function pagesCheck({ pagesChosen, pagesAtMost }: PreflightFacts): Check {
  if (pagesChosen === 0) return { name: 'pages', result: 'no-pages', verdict: 'stop' }
  if (pagesChosen > pagesAtMost) return { name: 'pages', result: 'too-many-pages', verdict: 'stop' }
  return { name: 'pages', result: 'pages-chosen', verdict: 'passed' }
}

function coverCheck({ cover, coverIncomplete }: PreflightFacts): Check {
  if (!cover) return { name: 'cover', result: 'no-cover', verdict: 'look' }
  if (coverIncomplete) return { name: 'cover', result: 'cover-incomplete', verdict: 'stop' }
  return { name: 'cover', result: 'cover-included', verdict: 'passed' }
}

function purposeCheck({ purpose, grounds }: PreflightFacts): Check {
  const stop = (result: CheckResult): Check => ({ name: 'purpose', result, verdict: 'stop' })
  if (!purpose) return stop('no-purpose')
  if (purpose === 'patient-request' && !grounds.request) return stop('no-request')
  if (purpose === 'authorisation' && !grounds.form) return stop('no-form')
  return { name: 'purpose', result: 'purpose-given', verdict: 'passed' }
}

/** Asked only where the rule asks it, and only once there are pages to confirm. */
function minimumCheck({ purpose, grounds, pagesChosen }: PreflightFacts): readonly Check[] {
  if (!purpose || pagesChosen === 0 || !minimumNecessaryApplies(purpose)) return []
  return grounds.pagesConfirmed
    ? [{ name: 'minimum-necessary', result: 'pages-confirmed', verdict: 'passed' }]
    : [{ name: 'minimum-necessary', result: 'pages-to-confirm', verdict: 'stop' }]
}

/** Where the line is wrong nobody can send over it: an agreement is never overlooked. */
export function lineCheck(line: PreflightFacts['line']): Check {
  const stop = (result: CheckResult): Check => ({ name: 'line', result, verdict: 'stop' })
  switch (line) {
    case undefined:
    case 'removed':
      return stop('no-line')
    case 'training':
      return { name: 'line', result: 'line-training', verdict: 'look' }
    case 'ready':
      return { name: 'line', result: 'line-ready', verdict: 'passed' }
    case 'no-agreement':
    case 'agreement-expired':
      return stop(line)
    case 'unchecked':
    case 'stopped':
      return stop(`line-${line}`)
    default:
      return unreachable(line, 'standing of a line')
  }
}
