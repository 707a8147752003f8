/** A contact in the few words a line has room for. */
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { date } from '#renderer/format.ts'

/** How the number came to stand as it does: "called back Mar 2, 2026, Noor I." */
export function howVerified(contact: ContactView, number: NumberView): string {
  const { addedBy } = words.send.recipient
  switch (number.standing) {
    case 'verified':
    case 'expires-soon':
    case 'expired':
      if (number.at === undefined || !number.evidence) return ''
      return [words.contacts.how[number.evidence.method](date(number.at)), number.byShortName]
        .filter(Boolean)
        .join(', ')
    case 'pending':
    case 'needs-recheck':
    case 'revoked':
    case 'blocked':
      return number.at === undefined ? '' : date(number.at)
    case 'unverified':
      return addedBy(date(contact.addedAt), contact.addedByShortName)
    default:
      return unreachable(number.standing, 'standing')
  }
}

/** `from` is where it begins in the whole text. */
export type Piece = { readonly text: string; readonly hit: boolean; readonly from: number }

/** A text in pieces, those that match one of the words typed marked. */
export function markedIn(text: string, typed: string): readonly Piece[] {
  const parts = typed.split(/\s+/).filter(Boolean)
  if (parts.length === 0) return [{ text, hit: false, from: 0 }]
  const any = new RegExp(`(${parts.map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|')})`, 'i')
  let from = 0
  const pieces = text.split(any).map((piece, index): Piece => {
    const own = { text: piece, hit: index % 2 === 1, from }
    from += piece.length
    return own
  })
  return pieces.filter((piece) => piece.text !== '')
}

/** A number with its last four digits covered: `(202) 555-••••`. */
export const coveredNumber = (e164: string): string => `${shownNumber(e164).slice(0, -4)}••••`
