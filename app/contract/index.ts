/**
 * The contract: every operation and event between page and main process, as zod schemas.
 * Handlers, the page's client and the tests derive from it and do not compile until they know it. Pure values: no
 * Node, no DOM, no Electron, and nothing that does anything.
 */
import type { z } from 'zod'
import type { EngineAction } from '../domain/record/audit.ts'
import { alertOperations } from './record/alerts.ts'
import { approvalOperations } from './desk/approvals.ts'
import { auditOperations } from './record/audit.ts'
import { importOperations } from './book/contact-imports.ts'
import { contactOperations } from './book/contacts.ts'
import { groupOperations } from './book/groups.ts'
import { callbackOperations } from './callbacks.ts'
import { coverOperations } from './desk/covers.ts'
import { draftOperations } from './desk/drafts.ts'
import { faxOperations } from './desk/faxes.ts'
import { insightOperations } from './record/insights.ts'
import { handOverOperations } from './people/hand-over.ts'
import { lineOperations } from './lines.ts'
import { pageOperations } from './desk/pages.ts'
import { outboxOperations } from './desk/outbox.ts'
import { peopleOperations } from './people/people.ts'
import { receivedOperations } from './desk/received.ts'
import { reportOperations } from './record/reports.ts'
import { scanOperations } from './desk/scans.ts'
import { secondFactorOperations } from './people/second-factor.ts'
import { sessionOperations } from './people/session.ts'
import { sinkOperations } from './record/sink.ts'
import { verificationOperations } from './book/verification.ts'

export const contract = Object.freeze({
  ...sessionOperations,
  ...peopleOperations,
  ...secondFactorOperations,
  ...handOverOperations,
  ...contactOperations,
  ...groupOperations,
  ...verificationOperations,
  ...importOperations,
  ...coverOperations,
  ...draftOperations,
  ...approvalOperations,
  ...pageOperations,
  ...scanOperations,
  ...receivedOperations,
  ...faxOperations,
  ...lineOperations,
  ...callbackOperations,
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
