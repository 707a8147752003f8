/** Verification as the rooms use it: one at a time, its last result remembered while Faxdesk runs. */
import type { VerificationAnswer, VerificationView } from '#app/contract/record/audit.ts'
import type { Publish } from '../door/publish.ts'
import type { ChainHead } from '../store/record/audit.ts'
import type { ReadStore } from '../store/store.ts'
import { sourceIn } from './verify/source.ts'
import type { VerifyApart } from './verify/thread.ts'
import { verifyTail, type VerifyParts } from './verify/verify.ts'

export type Verification = {
  /** Verifies the whole chain; asked while it is at it, it answers the same result. It can be stopped. */
  readonly ask: () => Promise<VerificationAnswer>
  /** The same for whoever cannot do without: when a shared one is stopped, another begins. */
  readonly run: () => Promise<VerificationView>
  /** Has the verification that is under way end early, and waits until it has. */
  readonly stop: () => Promise<void>
  /** A quick look at the newest entries, at start. Remembered only when it finds something wrong. */
  readonly tail: () => Promise<VerificationView>
  /** The last full result, or what the look at the start found wrong; undefined until either. */
  readonly last: () => VerificationView | undefined
}

/** More than this lies after the last checkpoint only in a record that was tampered with. */
const tailAtMost = 1000

export type VerificationParts = VerifyParts & {
  readonly read: ReadStore
  readonly whole: VerifyApart
  readonly publish: Publish
  /** Hears when verifying all of it found that the record does not hold. */
  readonly broken: (view: Extract<VerificationView, { result: 'broken' }>) => void
  /** Where the record ended when it was found set back, and nobody has answered for it yet. */
  readonly setBack: () => { readonly found: number; readonly at: number } | undefined
}

export function createVerification(parts: VerificationParts): Verification {
  let last: VerificationView | undefined
  let running: Promise<VerificationAnswer> | undefined
  let stopped = false
  // An entry seen in the chain while Faxdesk runs must stay in it, whatever else in the store is set back.
  let witness: ChainHead | undefined

  async function verify(): Promise<VerificationAnswer> {
    stopped = false
    const { view, end } = await parts.whole(witness, {
      seen: (entries, of) => parts.publish({ name: 'audit.verifying', payload: { entries, of } }),
      stopped: () => stopped,
    })
    if (view.result === 'stopped') return view
    last = { ...view, at: parts.clock.now() }
    witness = end ?? witness
    return noted(known(last))
  }

  function noted(view: VerificationView): VerificationView {
    if (view.result === 'broken') parts.broken(view)
    return view
  }

  /** A chain that fits itself is still broken where an older copy of the store took its place. */
  function known<T extends VerificationView | undefined>(view: T): T | VerificationView {
    const setBack = parts.setBack()
    if (view?.result === 'broken' || !setBack) return view
    const { found: entries, at } = setBack
    return { result: 'broken', firstBad: entries + 1, why: 'set-back', entries, at, tookMs: 0, ...timesOf(view) }
  }

  const ask = (): Promise<VerificationAnswer> => (running ??= verify().finally(() => (running = undefined)))

  return {
    ask,
    run: async () => {
      for (;;) {
        const view = await ask()
        if (view.result !== 'stopped') return view
      }
    },
    stop: async () => {
      stopped = true
      await running?.catch(() => undefined)
    },
    tail: async () => {
      const { view } = await verifyTail(parts, sourceIn(parts.read), tailAtMost)
      if (view.result === 'stopped') throw new TypeError('nobody stops the look at the end')
      if (view.result === 'broken') last ??= view
      return known(view)
    },
    last: () => known(last),
  }
}

const timesOf = (view: VerificationView | undefined) => (view ? { at: view.at, tookMs: view.tookMs } : {})
