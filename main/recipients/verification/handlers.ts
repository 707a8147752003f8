/** Verification: the acts' share of the handlers, and what there is to know of a number's past and its near future. */
import { ok } from '#app/domain/outcome.ts'
import { actorOf, type Share } from '../../door/handler.ts'
import type { ReadStore } from '../../store/store.ts'
import { dueNumbers } from './due.ts'
import * as checks from './checks.ts'
import { historyOf } from './history.ts'

export type VerificationNames =
  | 'contacts.verifyByCallBack'
  | 'contacts.verifyByDirectory'
  | 'contacts.verifyByReceived'
  | 'contacts.readBack'
  | 'contacts.confirm'
  | 'contacts.giveUp'
  | 'contacts.revoke'
  | 'contacts.block'
  | 'contacts.unblock'
  | 'contacts.history'
  | 'contacts.due'

type Parts = checks.CheckParts & { readonly read: ReadStore }

export function createVerificationHandlers(parts: Parts): Share<VerificationNames> {
  const { read } = parts
  return {
    'contacts.verifyByCallBack': (input, act) => checks.verifyByCallBack(parts, input, act),
    'contacts.verifyByDirectory': (input, act) => checks.verifyByDirectory(parts, input, act),
    'contacts.verifyByReceived': (input, act) => checks.verifyByReceived(parts, input, act),
    'contacts.readBack': (input, act) => checks.readBack(parts, input, act),
    'contacts.confirm': ({ numberId }, act) => checks.confirm(parts, numberId, act),
    'contacts.giveUp': ({ numberId }, act) => checks.giveUp(parts, numberId, act),
    'contacts.revoke': (input, act) => checks.stop(parts, 'revoked', input, act),
    'contacts.block': (input, act) => checks.stop(parts, 'blocked', input, act),
    'contacts.unblock': ({ numberId }, act) => checks.unblock(parts, numberId, act),
    'contacts.history': async ({ id }, act) => {
      act.about({ subject: id })
      return ok({ numbers: await historyOf(read, id) })
    },
    'contacts.due': async ({ days }, act) => {
      const { due, total } = await dueNumbers(read, days, act.at, actorOf(act).personId)
      act.about({ details: { days, found: total } })
      return ok({ due, total })
    },
  }
}
