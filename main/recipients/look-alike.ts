/**
 * The look-alike guard: what a number could be mistaken for, among all contacts. Every slip of the finger is generated
 * and looked up, so the size of the book hardly matters. It warns; whether anything may be sent is decided elsewhere.
 */
import type { LookAlike } from '#app/contract/book/contacts.ts'
import { standing } from '#app/domain/contact/contact.ts'
import type { ContactId, E164, NumberId } from '#app/domain/ids.ts'
import { Likeness, likenessOf, localPart, slipsOf } from '#app/domain/contact/look-alike.ts'
import {
  holdersOf,
  numbersAmong,
  numbersInAnyArea,
  numbersUnderWords,
  reachedBefore,
  type KnownNumber,
} from '../store/contacts/look-alikes.ts'
import type { ReadStore } from '../store/store.ts'
import { listsNumber } from './import/directory.ts'
import { wordsOf } from './words.ts'

/** A number, and whose it is said to be. */
export type Claim = {
  readonly e164: E164
  readonly organisation: string
  readonly department: string
  readonly person: string
  /** The contact itself, which is not compared with. */
  readonly except?: ContactId | undefined
}

/** In a block of numbers full of desks there are a dozen and more; the page shows the first few. */
const foundAtMost = 20
/** A large organisation has a number for each of its departments; so many are looked at. */
const namesakesAtMost = 200

/** The likeliest slip first, twenty at most. @param now epoch ms, by which standing is judged */
export async function lookAlikesOf(read: ReadStore, claim: Claim, now: number): Promise<readonly LookAlike[]> {
  const found = [
    ...(await holders(read, claim, now)),
    ...(await slips(read, claim, now)),
    ...(await namesakes(read, claim, now)),
  ]
  const once = new Map(found.toReversed().map((one) => [`${one.contactId} ${one.e164}`, one]))
  const order = (one: LookAlike): number => Likeness.options.indexOf(one.likeness)
  return [...once.values()].sort((a, b) => order(a) - order(b)).slice(0, foundAtMost)
}

/** The same, while no fax has arrived at the number yet; afterwards nothing. */
export const beforeFirstFax = async (
  read: ReadStore,
  claim: Claim & { readonly numberId: NumberId },
  now: number,
): Promise<readonly LookAlike[]> => ((await reachedBefore(read, claim.numberId)) ? [] : lookAlikesOf(read, claim, now))

/** Who else has this number, and who of another name had it. */
async function holders(read: ReadStore, claim: Claim, now: number): Promise<readonly LookAlike[]> {
  const others = (await holdersOf(read, claim.e164)).filter(
    (known) => known.contactId !== claim.except && !(known.former && sameWords(known.organisation, claim.organisation)),
  )
  return others.map((known) => seen(known, 'same-number', now))
}

/**
 * Numbers that a slip turns into this one. In a dense book two strangers' numbers are alike by chance now and then:
 * where an imported directory lists this very number under this very name, nobody's finger slipped, and only the same
 * organisation's own number is still worth a look.
 */
async function slips(read: ReadStore, claim: Claim, now: number): Promise<readonly LookAlike[]> {
  const local = localPart(claim.e164)
  const near = await numbersAmong(read, slipsOf(claim.e164))
  const far = local === undefined ? [] : await numbersInAnyArea(read, local)
  const alike = [...near, ...far].filter((known) => compared(known, claim))
  if (alike.length === 0) return []
  const listed = await listsNumber(read, claim)
  return alike.flatMap((known) => {
    const likeness = likenessOf(claim.e164, known.e164)
    const chance = listed && !sameWords(known.organisation, claim.organisation)
    return likeness && !chance ? seen(known, likeness, now) : []
  })
}

/** The same organisation under another number, unless the two are different desks of it. */
async function namesakes(read: ReadStore, claim: Claim, now: number): Promise<readonly LookAlike[]> {
  const words = wordsOf(claim.organisation)
  if (words.length === 0) return []
  const known = await numbersUnderWords(read, [...new Set(words)], namesakesAtMost)
  const same = known.filter(
    (one) =>
      one.e164 !== claim.e164 &&
      compared(one, claim) &&
      sameWords(one.organisation, claim.organisation) &&
      agree(one.department, claim.department) &&
      agree(one.person, claim.person),
  )
  return same.map((one) => seen(one, 'same-organisation', now))
}

/** Only numbers that somebody once vouched for say anything about another; what was blocked says nothing. */
const compared = (known: KnownNumber, { except }: Claim): boolean =>
  known.contactId !== except && known.verification.state === 'verified'

const sameWords = (one: string, other: string): boolean => wordsOf(one).join(' ') === wordsOf(other).join(' ')
/** Nothing said does not disagree. */
const agree = (one: string, other: string): boolean => one === '' || other === '' || sameWords(one, other)

const seen = ({ verification, ...known }: KnownNumber, likeness: Likeness, now: number): LookAlike => ({
  ...known,
  likeness,
  standing: standing(verification, now),
})
