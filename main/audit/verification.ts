/** Verification as the rooms use it: one at a time, its last result remembered while Faxdesk runs. */
import type { VerificationView } from '#app/contract/audit.ts'
import type { ChainHead } from '../store/record/audit.ts'
import type { ReadStore } from '../store/store.ts'
import { verifyChain, verifyTail, type VerifyParts } from './verify.ts'

export type Verification = {
  /** Verifies the whole chain; asked while it is at it, it answers the same result. */
  readonly run: () => Promise<VerificationView>
  /** A quick look at the newest entries, at start. Remembered only when it finds something wrong. */
  readonly tail: () => Promise<VerificationView>
  /** The last full result, or what the look at the start found wrong; undefined until either. */
  readonly last: () => VerificationView | undefined
}

const tailEntries = 500

export type VerificationParts = VerifyParts & {
  readonly read: ReadStore
  /** Where the record ended when it was found set back, and nobody has answered for it yet. */
  readonly setBack: () => { readonly found: number; readonly at: number } | undefined
}

export function createVerification(parts: VerificationParts): Verification {
  let last: VerificationView | undefined
  let running: Promise<VerificationView> | undefined
  // An entry seen in the chain while Faxdesk runs must stay in it, whatever else in the store is set back.
  let witness: ChainHead | undefined

  async function verify(): Promise<VerificationView> {
    const { view, end } = await verifyChain(parts, parts.read, witness)
    last = view
    witness = end ?? witness
    return known(view)
  }

  /** A chain that fits itself is still broken where an older copy of the store took its place. */
  function known<T extends VerificationView | undefined>(view: T): T | VerificationView {
    const setBack = parts.setBack()
    if (view?.result === 'broken' || !setBack) return view
    const { found: entries, at } = setBack
    return { result: 'broken', firstBad: entries + 1, why: 'set-back', entries, at, tookMs: 0, ...timesOf(view) }
  }

  return {
    run: () => (running ??= verify().finally(() => (running = undefined))),
    tail: async () => {
      const { view } = await verifyTail(parts, parts.read, tailEntries)
      if (view.result === 'broken') last ??= view
      return known(view)
    },
    last: () => known(last),
  }
}

const timesOf = (view: VerificationView | undefined) => (view ? { at: view.at, tookMs: view.tookMs } : {})
