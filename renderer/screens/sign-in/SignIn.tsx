/** Who are you, and the password. Short names only. */
import { useState } from 'react'
import type { PersonFace, StatusView } from '#app/contract/people/session.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Gate } from './Gate.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { Recover } from './Recover.tsx'
import { Tiles } from './Tiles.tsx'

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
      <div className="gate-who">
        <Tiles people={status.people} chosen={chosen} onChoose={setChosen} />
        {person ? (
          <PasswordForm
            key={person.id}
            person={person}
            onEscape={() => setChosen(undefined)}
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
