/** The people who may sign in: one tab stop, arrows move, Enter or a click chooses. Takes the focus while nobody is chosen. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { PersonFace } from '#app/contract/people/session.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { stepTo } from '#renderer/parts/form/Segmented.tsx'

type TilesProps = {
  readonly people: readonly PersonFace[]
  readonly chosen: PersonId | undefined
  readonly onChoose: (id: PersonId) => void
}

export function Tiles({ people, chosen, onChoose }: TilesProps) {
  const group = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  useEffect(() => {
    if (chosen === undefined) group.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [chosen])
  const pressed = (event: KeyboardEvent): void => {
    const to = stepTo(event.key, at, people.length)
    if (to === undefined) return
    event.preventDefault()
    setAt(to)
    group.current?.querySelectorAll<HTMLElement>('.tile')[to]?.focus()
  }
  return (
    <div className="tiles" role="group" aria-label={words.signIn.who} ref={group} onKeyDown={pressed}>
      {people.map((person, index) => (
        <button
          key={person.id}
          type="button"
          className={person.id === chosen ? 'tile on' : 'tile'}
          aria-pressed={person.id === chosen}
          tabIndex={index === at ? 0 : -1}
          onClick={() => {
            setAt(index)
            onChoose(person.id)
          }}
        >
          <Avatar initials={person.initials} tint={person.tint} size="lg" />
          <span>{person.shortName}</span>
        </button>
      ))}
    </div>
  )
}
