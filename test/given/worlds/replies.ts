/**
 * Every reply a service can give, and every way of giving none: what is drawn from when the outbox is to be tried. `taken`
 * says whether the service did its work; what it then said is what we are left with.
 */
import type { Ending, Fault } from '../service/service.ts'

/** What goes wrong with one request, as HTTP has it; other protocols translate. */
export type Slip = { readonly name: string; readonly fault: Fault }

/** What becomes of one hand-over: how the call will end, and what became of the answer. */
export type Hand = { readonly ends: Ending; readonly slip?: Slip }

const slip = (name: string, fault: Fault): Slip => ({ name, fault })

/** The answer says nothing that can be relied on. */
function broken(taken: boolean): readonly Slip[] {
  const faults: readonly (readonly [name: string, fault: Fault])[] = [
    ['5xx', { answer: 503, taken }],
    ['gateway', { answer: 502, body: '<html>Bad gateway</html>', taken }],
    ['reset', { reset: true, taken }],
    ['silence', { silence: true, taken }],
    ['no JSON', { answer: 200, body: '<html>', taken }],
    ['cut JSON', { answer: 200, body: '{"id":"1', taken }],
    ['wrong types', { answer: 200, body: '[{"id":{}}]', taken }],
    ['empty', { answer: 200, body: '', taken }],
  ]
  return faults.map(([name, fault]) => slip(`${name} ${taken ? 'after' : 'before'} it was taken`, fault))
}

/** A clear no: nothing was taken. */
const refusals: readonly Slip[] = [
  ...[400, 401, 402, 403, 404, 413, 422].map((answer) => slip(`${answer}`, { answer, taken: false })),
  slip('429', { answer: 429, headers: { 'retry-after': '20' }, taken: false }),
  slip('429 without a time', { answer: 429, taken: false }),
]

export const slips: readonly Slip[] = Object.freeze([...broken(true), ...broken(false), ...refusals])

const endings: readonly Ending[] = ['delivered', 'busy', 'no-answer', 'human', 'partial', 'unknown-state']

/** Every reply to a hand-over: each end with a yes, and each broken answer with an end that goes through or does not. */
export const hands: readonly Hand[] = Object.freeze([
  ...endings.map((ends) => ({ ends })),
  ...slips.map((each) => ({ ends: 'delivered', slip: each }) as const),
  ...slips.filter(({ fault }) => fault.taken).map((each) => ({ ends: 'busy', slip: each }) as const),
])

export const nameOf = ({ ends, slip: by }: Hand): string => (by ? `${by.name}, then ${ends}` : ends)
