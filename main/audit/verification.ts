/** Verification as the rooms use it: one at a time, its last result remembered while Faxdesk runs. */
import type { VerificationView } from '#app/contract/audit.ts'
import type { ChainHead } from '../store/audit.ts'
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

export function createVerification(parts: VerifyParts & { readonly read: ReadStore }): Verification {
  let last: VerificationView | undefined
  let running: Promise<VerificationView> | undefined
  // An entry seen in the chain while Faxdesk runs must stay in it, whatever else in the store is set back.
  let witness: ChainHead | undefined

  async function verify(): Promise<VerificationView> {
    const { view, end } = await verifyChain(parts, parts.read, witness)
    last = view
    witness = end ?? witness
    return view
  }

  return {
    run: () => (running ??= verify().finally(() => (running = undefined))),
    tail: async () => {
      const { view } = await verifyTail(parts, parts.read, tailEntries)
      if (view.result === 'broken') last ??= view
      return view
    },
    last: () => last,
  }
}
