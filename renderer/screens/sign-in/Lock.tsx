/** The lock screen: the time, who locked, a password, a way to switch, a count. Nothing else. */
import { Lock as LockIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { StatusView } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { clock, longDay } from '#renderer/format.ts'
import { Gate } from './Gate.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SignIn } from './SignIn.tsx'

export function Lock({ status }: { readonly status: StatusView }) {
  const [switching, setSwitching] = useState(status.lockReason === 'switched')
  const person = status.people.find(({ id }) => id === status.lockedPerson)
  if (switching || !person) return <SignIn status={status} />
  return (
    <Gate status={{ ...status, workstation: place(status) }} className="lock">
      <Now />
      <div className="lock-who">
        <Avatar initials={person.initials} tint={person.tint} size="lg" />
        <div className="col">
          <h1 className="tlg">{person.shortName}</h1>
          <span className="txs c2 row g1h">
            <LockIcon className="i i-14" aria-hidden />
            {words.signIn.reason(status.lockReason)}
          </span>
        </div>
      </div>
      <PasswordForm
        person={person}
        act={words.signIn.unlock}
        faceless
        beside={
          <Button size="lg" onClick={() => setSwitching(true)}>
            {words.signIn.switchPerson}
          </Button>
        }
      />
    </Gate>
  )
}

const place = (status: StatusView): string => [status.workstation, status.practice].filter(Boolean).join(' · ')

const minute = 60_000

function Now() {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), minute - (now % minute))
    return () => clearTimeout(timer)
  }, [now])
  return (
    <div className="lock-clock">
      <time className="lock-time">{clock(now)}</time>
      <p className="c2">{longDay(now)}</p>
    </div>
  )
}
