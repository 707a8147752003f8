/** First letters that people type for a name: "jd" for Jane Doe, "hc" for Harborlight Cardiology. */
import { wordsOf } from '../words.ts'

const titles = new Set(['dr', 'mr', 'mrs', 'ms', 'prof'])
const passedOver = new Set(['of', 'the', 'and', 'for'])

/** The initials of a person, and of an organisation: of all their names, and of the first and the last. Two letters or more. */
export function initialsOf(person: string, organisation: string): readonly string[] {
  const ofPerson = wordsOf(person).filter((word) => !titles.has(word))
  const ofOrganisation = wordsOf(organisation).filter((word) => !passedOver.has(word))
  const firstAndLast = [ofPerson.at(0), ofPerson.at(-1)].flatMap((word) => word ?? [])
  const all = [ofPerson, firstAndLast, ofOrganisation].map((words) => words.map((word) => word.slice(0, 1)).join(''))
  return [...new Set(all.filter((letters) => letters.length > 1))]
}

const askedAtMost = 4

/** The initials that a question may be: one short word, or letters apart ("j d"). */
export function initialsIn(question: readonly string[]): string | undefined {
  const [only, ...more] = question
  if (only === undefined) return undefined
  const letters = more.length === 0 ? only : question.every((word) => word.length === 1) ? question.join('') : ''
  return letters.length > 1 && letters.length <= askedAtMost && /^\p{L}+$/u.test(letters) ? letters : undefined
}
