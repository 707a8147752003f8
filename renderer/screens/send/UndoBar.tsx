/** Ten seconds in which a fax that was just sent can be taken back. Shown by the shell, over whatever screen is open. */
import { CircleCheck, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { faultText, words } from '#app/words/index.ts'
import { call, on } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { initialsOf } from '#renderer/parts/contact/Covered.tsx'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'
import { onMac } from '#renderer/state/keys.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { usePreferences } from '#renderer/state/preferences.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { undoOrRedo, useScreenKeys } from './keys.ts'
import { useUndo } from './undo-state.ts'

const text = words.send.undo

/** Shows nothing unless a fax can still be taken back. */
export function UndoBar() {
  const { fax, count, until, withdraw } = useUndo()
  return fax ? <Bar key={fax.id} fax={fax} count={count} until={until} withdraw={withdraw} /> : null
}

type BarProps = { readonly fax: FaxView; readonly count: number; readonly until: number; readonly withdraw: () => void }

function Bar({ fax, count, until, withdraw }: BarProps) {
  const seconds = useSecondsTo(until)
  const [taking, setTaking] = useState(false)
  useWithdrawal(fax.id, seconds <= 0 && !taking, withdraw)
  const undo = async (): Promise<void> => {
    setTaking(true)
    await takeBack(fax, count)
    withdraw()
  }
  useScreenKeys((event) => {
    if (undoOrRedo(event, onMac()) !== 'undo') return false
    void undo()
    return true
  })
  const button = useOfferedFocus()
  const hidden = usePreferences((state) => state.hideDetails)
  const to = hidden ? initialsOf(fax.recipient.organisation) : fax.recipient.organisation
  return (
    <section className="undo" aria-label={text.label}>
      <CircleCheck className="i i-18 c-ok" aria-hidden />
      <span role="status">
        <b className="med">{count > 1 ? words.groups.send.undoTo(count, to) : text.what(fax.pages, to)}</b>
      </span>
      <span className="c2 num undo-left" aria-hidden>
        · {text.dials(seconds)}
      </span>
      {fax.training && <TrainingMark />}
      <Button size="sm" icon={Undo2} busy={taking} onClick={() => void undo()} ref={button}>
        {text.undo}
        <Kbd keys="mod+z" />
      </Button>
    </section>
  )
}

/** Goes when the time is over, and when the fax has left sooner than the clocks agree on. */
function useWithdrawal(id: FaxId, over: boolean, withdraw: () => void): void {
  useEffect(() => {
    if (over) withdraw()
  }, [over, withdraw])
  useEffect(
    () =>
      on('fax.changed', ({ fax }) => {
        if (fax.id === id && fax.state.phase !== 'held') withdraw()
      }),
    [id, withdraw],
  )
}

async function takeBack(fax: FaxView, count: number): Promise<void> {
  const outcome = await call('faxes.undo', { id: fax.id })
  const { show } = useToasts.getState()
  if (!outcome.ok) return show({ tone: 'bad', text: faultText(outcome.fault) })
  const { id: draftId, takenBack, left } = outcome.value
  show({ tone: left > 0 ? 'warn' : 'ok', text: count > 1 ? words.groups.send.undone(takenBack, left) : text.undone })
  useNavigation.getState().go({ screen: 'send', draftId })
}

const secondsTo = (until: number): number => Math.max(0, Math.ceil((until - Date.now()) / 1000))

/** Whole seconds left, counting down. */
function useSecondsTo(until: number): number {
  const [seconds, setSeconds] = useState(() => secondsTo(until))
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsTo(until)), 250)
    return () => clearInterval(timer)
  }, [until])
  return seconds
}

/** Takes the focus that Send has left behind, and hands it to the screen when the bar goes. */
function useOfferedFocus() {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const own = button.current
    // After the screen one has just gone to, which takes the focus when it arrives.
    const frame = requestAnimationFrame(() => own?.focus())
    return () => {
      cancelAnimationFrame(frame)
      if (document.activeElement === own || document.activeElement === document.body)
        document.getElementById('main')?.focus()
    }
  }, [])
  return button
}
