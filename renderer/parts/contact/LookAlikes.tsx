/** What a number could be mistaken for: both numbers one under the other, the digits that differ underlined. */
import type { LookAlike } from '#app/contract/book/contacts.ts'
import { differingPlaces } from '#app/domain/contact/look-alike.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { Covered } from './Covered.tsx'

const text = words.contacts.lookAlike

/** More than this is no help to anyone who has to compare. */
const shownAtMost = 3

type LookAlikesProps = {
  /** The number that is compared. */
  readonly e164: string
  readonly found: readonly LookAlike[]
  readonly className?: string
}

export function LookAlikes({ e164, found, className }: LookAlikesProps) {
  if (found.length === 0) return null
  return (
    <Banner tone="warn" title={text.title} {...(className ? { className } : {})}>
      {text.lead}
      {found.slice(0, shownAtMost).map((one) => (
        <Pair key={`${one.contactId}${one.e164}`} e164={e164} other={one} />
      ))}
      {found.length > shownAtMost && <span className="alike">{text.more(found.length - shownAtMost)}</span>}
    </Banner>
  )
}

function Pair({ e164, other }: { readonly e164: string; readonly other: LookAlike }) {
  const [here, there] = [shownNumber(e164), shownNumber(other.e164)]
  const places = other.likeness === 'same-organisation' ? [] : differingPlaces(there, here)
  const desk = [other.department, other.person].filter(Boolean).join(' · ')
  return (
    <span className="alike">
      <span className="alike-why">{text.says(other.likeness, other.former)}</span>
      <span className="alike-row">
        <span className="c2 ell">{text.here}</span>
        <Marked number={here} places={places} />
      </span>
      <span className="alike-row">
        <span className="c2 ell">
          <Covered name={other.organisation} />
          {desk && (
            <>
              {' · '}
              <Private>{desk}</Private>
            </>
          )}
        </span>
        <Marked number={there} places={places} />
      </span>
      {places.length > 0 && <span className="sr">{text.marked(places.length)}</span>}
    </span>
  )
}

type MarkedProps = { readonly number: string; readonly places: readonly number[] }

function Marked({ number, places }: MarkedProps) {
  const letters = [...number].map((letter, place) => ({ letter, place, marked: places.includes(place) }))
  return (
    <span className="tel nowrap">
      {letters.map(({ letter, place, marked }) => (marked ? <mark key={place}>{letter}</mark> : letter))}
    </span>
  )
}
