/** A line's rules as they are typed, and back. Pure. */
import type { PacketForm } from '#app/domain/fax/packet-form.ts'
import type { LineCall } from '#app/domain/pages/rendition.ts'
import { LineRules, Tunable, type LadderRule } from '#app/domain/fax/retry.ts'

export type TypedLadder = { readonly calls: string; readonly minutes: string }
export type TypedRules = {
  readonly ladders: Readonly<Record<Tunable, TypedLadder>>
  readonly callsAtOnce: string
  /** A line's id, or empty for nobody. */
  readonly failoverTo: string
  /** US dollars; both empty where no price is known. */
  readonly usdPerMinute: string
  readonly usdPerPage: string
  readonly form: PacketForm
  readonly call: LineCall | 'usual'
}

export const tunables = Tunable.options

const typedLadder = (rule: LadderRule | undefined): TypedLadder =>
  rule ? { calls: String(rule.calls), minutes: String(rule.minutes) } : { calls: '', minutes: '' }

export const rulesTyped = ({ ladders, callsAtOnce, failoverTo, price, form, call }: LineRules): TypedRules => ({
  ladders: {
    busy: typedLadder(ladders.busy),
    'no-answer': typedLadder(ladders['no-answer']),
    'line-trouble': typedLadder(ladders['line-trouble']),
    'provider-trouble': typedLadder(ladders['provider-trouble']),
  },
  callsAtOnce: callsAtOnce === null ? '' : String(callsAtOnce),
  failoverTo: failoverTo ?? '',
  usdPerMinute: price ? String(price.usdPerMinute) : '',
  usdPerPage: price ? String(price.usdPerPage) : '',
  form: form ?? 'prepared',
  call: call ?? 'usual',
})

/** What was typed as the contract wants it; undefined while a number does not fit. Empty ladders are Faxdesk's own. */
export function rulesIn(typed: TypedRules, callsAtMost: number): LineRules | undefined {
  const { ladders, callsAtOnce, failoverTo, form, call } = typed
  const given = tunables.filter((reason) => ladders[reason].calls.trim() + ladders[reason].minutes.trim() !== '')
  const most = callsAtOnce.trim() === '' ? null : Number(callsAtOnce)
  if (most !== null && most > callsAtMost) return undefined
  return LineRules.safeParse({
    ladders: Object.fromEntries(
      given.map((reason) => {
        const { calls, minutes } = ladders[reason]
        return [reason, { calls: numberIn(calls), minutes: numberIn(minutes) }]
      }),
    ),
    callsAtOnce: most,
    failoverTo: failoverTo === '' ? null : failoverTo,
    ...priceIn(typed),
    ...(form === 'prepared' ? {} : { form }),
    ...(call === 'usual' ? {} : { call }),
  }).data
}

const numberIn = (text: string): number | undefined => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : undefined)

/** A price as typed: one of the two is enough. What is no sum is kept out by the schema. */
function priceIn({ usdPerMinute, usdPerPage }: TypedRules) {
  if (usdPerMinute.trim() + usdPerPage.trim() === '') return {}
  return { price: { usdPerMinute: usdIn(usdPerMinute), usdPerPage: usdIn(usdPerPage) } }
}

const usdIn = (text: string): number | undefined =>
  text.trim() === '' ? 0 : /^\d*\.?\d+$/.test(text.trim()) ? Number(text.trim()) : undefined
