/** How a number stands, in a sentence or two: wherever a person has to know why nothing can be sent. */
import type { NumberView } from '#app/contract/book/contacts.ts'
import { words } from '#app/words/index.ts'
import { date } from '#renderer/format.ts'

const text = words.contacts

/** What its standing means and how it came about, in one or two sentences. */
export function sayingOf({ standing, at = 0, until = 0, byShortName = '', ...number }: NumberView): string {
  const { says } = text
  const day = date(at)
  switch (standing) {
    case 'unverified':
      return number.after ? says.startedOver[number.after] : says.unverified
    case 'pending':
      return number.waitsFor === 'second-person' ? says.secondPerson(byShortName) : says.readBack(day)
    case 'needs-recheck':
      return says.recheck(day, text.doubts[number.doubt ?? 'human-answered'])
    case 'revoked':
    case 'blocked':
      return says[standing](byShortName, day)
    default: {
      const how = number.evidence ? text.how[number.evidence.method](day) : day
      return says[standing](how, date(until))
    }
  }
}
