/** One-time codes: whether one signs in with them, setting them up with a phone, turning them off. */
import { CircleCheck, Smartphone, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { SessionView } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { RemoveSecondFactor, SetUpSecondFactor } from './SecondFactorDialogs.tsx'

const w = words.settings.secondFactor

export function SecondFactor({ session }: { readonly session: SessionView }) {
  const [open, setOpen] = useState<'nothing' | 'setting-up' | 'removing'>('nothing')
  const on = session.secondFactor === 'on'
  const close = (): void => setOpen('nothing')
  return (
    <section className="col g2 top-left">
      <h3 className="tsm semi">{w.title}</h3>
      <State state={session.secondFactor} />
      <Button icon={Smartphone} onClick={() => setOpen(on ? 'removing' : 'setting-up')}>
        {on ? w.turnOff : w.setUp}
      </Button>
      {open === 'setting-up' && <SetUpSecondFactor onClose={close} />}
      {open === 'removing' && <RemoveSecondFactor onClose={close} />}
    </section>
  )
}

function State({ state }: { readonly state: SessionView['secondFactor'] }) {
  if (state === 'off') return <p className="txs c2">{w.off}</p>
  const Icon = state === 'on' ? CircleCheck : TriangleAlert
  return (
    <p className={state === 'on' ? 'st ok' : 'st warn'}>
      <Icon className="i" aria-hidden />
      {state === 'on' ? w.on : w.due}
    </p>
  )
}
