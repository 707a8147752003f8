/** What administrators set for the outbox's lines, and how each line does. Connections and agreements are elsewhere. */
import type { OutboxLine } from '#app/contract/desk/outbox.ts'
import type { LineRules } from '#app/domain/fax/retry.ts'
import { fail, notFound, ok } from '#app/domain/outcome.ts'
import { changes } from '../audit/changes.ts'
import type { Act, Share } from '../door/handler.ts'
import type { Line } from '../lines/line.ts'
import { resting } from './engine/pace/health.ts'
import type { HandlerParts } from './handlers.ts'
import { readRules, writeRules } from './rules.ts'

type OutboxParts = HandlerParts & { readonly lineChanged: () => void }

export function createOutboxHandlers(parts: OutboxParts): Share<'lines.outbox' | 'lines.rules'> {
  const { store, lines, delivery, lineChanged } = parts
  const there = (at: number): readonly Line[] => lines.filter(({ standing }) => standing(at) !== 'removed')

  function viewOf({ id, capabilities }: Line, rules: LineRules, at: number): OutboxLine {
    const health = delivery.health(id)
    const { pause } = health
    return {
      id,
      rules,
      callsAtMost: capabilities.concurrency,
      ...(pause && resting(health, at) ? { paused: { why: pause.why, until: pause.until } } : {}),
      mayTakeOver: there(at)
        .filter((other) => other.id !== id && other.capabilities.training === capabilities.training)
        .map((other) => other.id),
    }
  }

  async function change(id: Line['id'], rules: LineRules, act: Act) {
    const line = there(act.at).find((each) => each.id === id)
    if (!line) return notFound
    const { failoverTo } = rules
    if (failoverTo !== null && !viewOf(line, rules, act.at).mayTakeOver.includes(failoverTo))
      return fail({ code: 'invalid', issues: ['rules.failoverTo'] })
    const done = await act.commit(async (tx) => {
      const before = (await readRules(tx))(id)
      await writeRules(tx, id, rules)
      return ok({ subject: id, details: changes(toldOf(before), toldOf(rules)), value: rules })
    })
    if (!done.ok) return done
    delivery.wake()
    lineChanged()
    return ok(viewOf(line, rules, act.at))
  }

  return {
    'lines.outbox': async (_, act) => {
      const rulesOf = await readRules(store.read)
      return ok({ lines: there(act.at).map((line) => viewOf(line, rulesOf(line.id), act.at)) })
    },
    'lines.rules': ({ id, rules }, act) => change(id, rules, act),
  }
}

/** Rules as their entry tells them. */
const toldOf = ({ ladders, callsAtOnce, failoverTo, price, form, call }: LineRules) => ({
  ladders: Object.entries(ladders).map(
    ([reason, { calls, minutes }]) => `${reason} ${calls} calls, ${minutes} min apart`,
  ),
  callsAtOnce,
  takesOver: failoverTo,
  price: price === undefined ? '' : JSON.stringify(price),
  form: form ?? 'prepared',
  callsGo: call ?? 'usual',
})
