/** Narrows the book by how numbers stand, and to the person's own favorites. */
import { Star, type LucideIcon } from 'lucide-react'
import type { Standing } from '#app/domain/contact/contact.ts'
import { standingWords, words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import { standingLooks } from '#renderer/parts/contact/VerificationBadge.tsx'
import type { Contacts } from './useContacts.ts'

const text = words.contacts

const always: readonly Standing[] = ['verified', 'expires-soon', 'expired', 'unverified', 'blocked']
/** Shown only while there are any, so that the row stays short. */
const seldom: readonly Standing[] = ['needs-recheck', 'pending', 'revoked']

type ChipsProps = {
  readonly found: Contacts | undefined
  readonly chosen: Standing | undefined
  readonly favourites: boolean
  readonly onChoose: (standing: Standing | undefined) => void
  readonly onFavourites: (on: boolean) => void
}

export function Chips({ found, chosen, favourites, onChoose, onFavourites }: ChipsProps) {
  const there = seldom.filter((standing) => standing === chosen || (found?.counts[standing] ?? 0) > 0)
  return (
    <span className="row g1 wrap" role="group" aria-label={text.filter}>
      <Chip label={text.all} count={found?.all} pressed={chosen === undefined} onClick={() => onChoose(undefined)} />
      {[...always, ...there].map((standing) => (
        <Chip
          key={standing}
          icon={standingLooks[standing].icon}
          label={standingWords[standing]}
          count={found?.counts[standing]}
          pressed={chosen === standing}
          onClick={() => onChoose(chosen === standing ? undefined : standing)}
        />
      ))}
      <Chip icon={Star} label={text.favourites} pressed={favourites} onClick={() => onFavourites(!favourites)} />
    </span>
  )
}

type ChipProps = {
  readonly icon?: LucideIcon
  readonly label: string
  readonly count?: number | undefined
  readonly pressed: boolean
  readonly onClick: () => void
}

const Chip = ({ icon: Icon, label, count, pressed, onClick }: ChipProps) => (
  <button type="button" className="chip" aria-pressed={pressed} onClick={onClick}>
    {Icon && <Icon className="i i-14" aria-hidden />}
    {label} {count !== undefined && <span className="n">{number(count)}</span>}
  </button>
)
