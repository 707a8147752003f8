/**
 * The contract: every operation and event between page and main process, as zod schemas.
 * Handlers, the page's client and the tests derive from it and do not compile until they know it. Pure values: no
 * Node, no DOM, no Electron, and nothing that does anything.
 */
import type { z } from 'zod'
import type { EngineAction } from '../domain/audit.ts'
import { alertOperations } from './alerts.ts'
import { auditOperations } from './audit.ts'
import { importOperations } from './contact-imports.ts'
import { contactOperations } from './contacts.ts'
import { coverOperations } from './covers.ts'
import { draftOperations } from './drafts.ts'
import { faxOperations } from './faxes.ts'
import { insightOperations } from './insights.ts'
import { handOverOperations } from './hand-over.ts'
import { lineOperations } from './lines.ts'
import { pageOperations } from './pages.ts'
import { outboxOperations } from './outbox.ts'
import { peopleOperations } from './people.ts'
import { receivedOperations } from './received.ts'
import { reportOperations } from './reports.ts'
import { scanOperations } from './scans.ts'
import { secondFactorOperations } from './second-factor.ts'
import { sessionOperations } from './session.ts'
import { sinkOperations } from './sink.ts'
import { verificationOperations } from './verification.ts'

export const contract = Object.freeze({
  ...sessionOperations,
  ...peopleOperations,
  ...secondFactorOperations,
  ...handOverOperations,
  ...contactOperations,
  ...verificationOperations,
  ...importOperations,
  ...coverOperations,
  ...draftOperations,
  ...pageOperations,
  ...scanOperations,
  ...receivedOperations,
  ...faxOperations,
  ...lineOperations,
  ...outboxOperations,
  ...auditOperations,
  ...alertOperations,
  ...sinkOperations,
  ...reportOperations,
  ...insightOperations,
})

export type Contract = typeof contract
export type OperationName = keyof Contract
/** What a caller hands in. */
export type Input<N extends OperationName> = z.input<Contract[N]['input']>
/** What a handler receives: parsed. */
export type Parsed<N extends OperationName> = z.output<Contract[N]['input']>
export type Output<N extends OperationName> = z.output<Contract[N]['output']>
export type AuditAction = OperationName | EngineAction

export { events } from './events.ts'
export type { AnyEvent, EventName, EventPayload } from './events.ts'
