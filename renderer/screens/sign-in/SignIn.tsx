/** Who are you, and the password. Short names only. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { PersonFace, StatusView } from '#app/contract/session.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { stepTo } from '#renderer/parts/Segmented.tsx'
import { Gate } from './Gate.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { Recover } from './Recover.tsx'

/** Whom the screen asks first: the only person, or nobody. */
const presumed = (people: readonly PersonFace[]): PersonId | undefined =>
  people.length === 1 ? people[0]?.id : undefined

export function SignIn({ status }: { readonly status: StatusView }) {
  const [chosen, setChosen] = useState(() => presumed(status.people))
  const [recovering, setRecovering] = useState(false)
  const person = status.people.find(({ id }) => id === chosen)
  if (recovering) return <Recover status={status} first={chosen} onBack={() => setRecovering(false)} />
  return (
    <Gate
      status={status}
      footEnd={
        <Button kind="link" size="sm" onClick={() => setRecovering(true)}>
          {words.signIn.forgot}
        </Button>
      }
    >
      <div className="gate-clinic">
        <h1 className="t2xl">{status.practice ?? words.common.app}</h1>
      </div>
      <div
        className="gate-who"
        onKeyDown={(event) => {
          if (event.key === 'Escape') setChosen(undefined)
        }}
      >
        <Tiles people={status.people} chosen={chosen} onChoose={setChosen} />
        {person ? (
          <PasswordForm
            person={person}
            act={words.signIn.signIn}
            below={status.people.length > 1 && <NotYou name={person.shortName} />}
          />
        ) : (
          <p className="gate-form c2 gate-hint">
            {status.people.length === 0 ? words.signIn.noPeople : words.signIn.choose}
          </p>
        )}
      </div>
    </Gate>
  )
}

const NotYou = ({ name }: { readonly name: string }) => (
  <p className="txs c3 gate-hint">
    {words.signIn.notYou(name.split(' ')[0] ?? name)} <kbd>Esc</kbd>
  </p>
)

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
