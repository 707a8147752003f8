/**
 * The lines faxes go over: what there is, how each is connected, its agreement and its last check. Credentials go in
 * and never come out: no output schema here has a place for one.
 */
import { z } from 'zod'
import { PacketForm } from '../domain/fax/packet-form.ts'
import { Quality } from '../domain/fax/quality.ts'
import { LineId } from '../domain/ids.ts'
import { LineSecret, LineSettings } from '../domain/line-kinds/index.ts'
import {
  Agreement,
  AgreementStanding,
  Finding,
  LineAbilities,
  LineCheck,
  LineKind,
  LineStanding,
} from '../domain/fax/line.ts'
import { operation } from './operation.ts'

export { LineSecret, LineSettings } from '../domain/line-kinds/index.ts'

export const LineView = z.strictObject({
  id: LineId,
  kind: LineKind,
  name: z.string(),
  training: z.boolean(),
  standing: LineStanding,
  /** Undefined for the training line, which is connected to nothing. */
  settings: LineSettings.optional(),
  agreement: Agreement.optional(),
  agreementStanding: AgreementStanding,
  check: LineCheck.optional(),
  /** What its agreement gives reason to say, as of now. */
  reminders: z.array(Finding),
  /** What the service behind it can do; undefined for the training line. */
  abilities: LineAbilities.optional(),
  /** How finely it sends, and in which forms pages may be handed to it; `form` is the one used unless a fax says otherwise. */
  qualities: z.array(Quality),
  forms: z.array(PacketForm),
  form: PacketForm,
  sending: z.number().int(),
  waiting: z.number().int(),
  /** The training line's outcomes, chosen by how the number ends. */
  outcomes: z.array(z.strictObject({ ending: z.string(), outcome: z.string() })),
})
export type LineView = z.infer<typeof LineView>

/** A signed paper as it comes in: bytes, never a path. */
const Paper = z.strictObject({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) })

const name = z.string().trim().min(1).max(40)
const change = { right: 'settings.change', whileLocked: false, audit: 'each' } as const
const one = z.strictObject({ id: LineId })

export const lineOperations = {
  /** The training line first, then the others in the order they were added. Removed ones are left out. */
  'lines.list': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'refusals',
    input: z.strictObject({}),
    output: z.strictObject({ lines: z.array(LineView) }),
  }),
  /** A new line; it carries nothing before an agreement is recorded and a check has passed. Fault: conflict kind-differs. */
  'lines.add': operation({
    ...change,
    risky: true,
    input: z.strictObject({ name, settings: LineSettings, secret: LineSecret }),
    output: LineView,
  }),
  /** What is given is changed; a changed connection must be checked again. Faults: not-found, conflict kind-differs. */
  'lines.change': operation({
    ...change,
    risky: true,
    input: one.extend({ name: name.optional(), settings: LineSettings.optional(), secret: LineSecret.optional() }),
    output: LineView,
  }),
  /** Its credentials are destroyed at once. Faults: not-found; conflict line-in-use while faxes wait or are under way. */
  'lines.remove': operation({ ...change, risky: true, input: one, output: z.strictObject({}) }),
  /** Asks the service itself and keeps what was found. */
  'lines.check': operation({ ...change, input: one, output: LineView }),
  /**
   * Records the agreement; a paper that is on file stays with it unless another comes. Faults: conflict conduit-refused
   * for a company that says it is only a conduit, agreement-differs where this kind does not fit the line or its dates
   * contradict each other; document not-a-pdf.
   */
  'lines.agreement': operation({
    ...change,
    input: one.extend({
      agreement: z.discriminatedUnion('kind', [
        Agreement.options[0].omit({ paper: true }).extend({ paper: Paper.optional() }),
        Agreement.options[1],
        z.strictObject({ kind: z.literal('conduit'), company: z.string().trim().max(120) }),
      ]),
    }),
    output: LineView,
  }),
  /** Writes the signed paper where the person says. `saved` is false when that was called off. Fault: not-found. */
  'lines.savePaper': operation({ ...change, input: one, output: z.strictObject({ saved: z.boolean() }) }),
} as const
