/** How the desk protects itself: idle lock, expiry of verified numbers, recovery key, keychain. */
import { CircleCheck, KeyRound, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { SettingsView } from '#app/contract/people/people.ts'
import type { SessionView, StatusView } from '#app/contract/people/session.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { NewRecoveryKey } from './NewRecoveryKey.tsx'
import { PartHead } from './PartHead.tsx'

const w = words.settings.security

type SecurityPartProps = { readonly status: StatusView; readonly session: SessionView }

export function SecurityPart({ status, session }: SecurityPartProps) {
  const { view, again, put } = useAnswer('settings.read', {})
  const [fault, setFault] = useState<Fault>()
  const change = async (part: Partial<SettingsView>): Promise<void> => {
    const outcome = await call('settings.change', part)
    setFault(outcome.ok ? undefined : outcome.fault)
    if (!outcome.ok) return
    put(outcome.value)
    useToasts.getState().show({ tone: 'ok', text: w.saved })
  }
  return (
    <>
      <PartHead title={w.title} lead={w.lead} />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      <div className="set-form col g6">
        {view.at === 'shown' && <Terms settings={view.value} onChange={(part) => void change(part)} />}
        {view.at === 'shown' && (
          <Checkbox
            label={w.secondPerson}
            note={w.secondPersonNote}
            on={view.value.secondPerson}
            onChange={(secondPerson) => void change({ secondPerson })}
          />
        )}
        {view.at === 'shown' && (
          <Checkbox
            label={w.typedNumbers}
            note={w.typedNumbersNote}
            on={view.value.typedNumbers}
            onChange={(typedNumbers) => void change({ typedNumbers })}
          />
        )}
        {view.at === 'shown' && (
          <Checkbox
            label={words.settings.secondFactor.require}
            note={words.settings.secondFactor.requireNote}
            on={view.value.requireCodes}
            onChange={(requireCodes) => void change({ requireCodes })}
          />
        )}
        {fault && <FaultNote fault={fault} />}
        {session.rights.includes('people.manage') && (
          <RecoverySection session={session} practice={status.practice ?? ''} />
        )}
        <section>
          <h3 className="tsm semi mb1">{w.keychain}</h3>
          {status.keychain === 'system' ? (
            <p className="txs c2">{w.keychains.system}</p>
          ) : (
            <Banner tone="warn">{w.keychains[status.keychain]}</Banner>
          )}
        </section>
      </div>
    </>
  )
}

const minutes = [1, 2, 3, 5, 10, 15, 20, 30]
const lockedMinutes = [0, 15, 30, 60, 120, 240, 480]
const months = [3, 6, 12, 18, 24, 36]

/** The usual values, and the one that is set if it is not among them. */
export const withCurrent = (usual: readonly number[], current: number): readonly number[] =>
  usual.includes(current) ? usual : [...usual, current].sort((a, b) => a - b)

type TermsProps = { readonly settings: SettingsView; readonly onChange: (part: Partial<SettingsView>) => void }

const Terms = ({ settings, onChange }: TermsProps) => (
  <div className="two">
    <Select
      label={w.idle}
      hint={w.idleHint}
      value={String(settings.idleMinutes)}
      options={withCurrent(minutes, settings.idleMinutes).map((value) => ({
        value: String(value),
        label: w.minutes(value),
      }))}
      onChange={(value) => onChange({ idleMinutes: Number(value) })}
    />
    <Select
      label={w.signOut}
      hint={w.signOutHint}
      value={String(settings.signOutMinutes)}
      options={withCurrent(lockedMinutes, settings.signOutMinutes).map((value) => ({
        value: String(value),
        label: value === 0 ? w.never : w.minutes(value),
      }))}
      onChange={(value) => onChange({ signOutMinutes: Number(value) })}
    />
    <Select
      label={w.months}
      hint={w.monthsHint}
      value={String(settings.verificationMonths)}
      options={withCurrent(months, settings.verificationMonths).map((value) => ({
        value: String(value),
        label: w.afterMonths(value),
      }))}
      onChange={(value) => onChange({ verificationMonths: Number(value) })}
    />
  </div>
)

function RecoverySection({ session, practice }: { readonly session: SessionView; readonly practice: string }) {
  const [making, setMaking] = useState(false)
  const Icon = session.recoveryConfirmed ? CircleCheck : TriangleAlert
  return (
    <section>
      <h3 className="tsm semi mb1">{w.recovery}</h3>
      <p className={session.recoveryConfirmed ? 'st ok' : 'st warn'}>
        <Icon className="i" aria-hidden />
        {session.recoveryConfirmed ? w.recoveryConfirmed : w.recoveryOpen}
      </p>
      <div className="mt2">
        <Button icon={KeyRound} onClick={() => setMaking(true)}>
          {w.recoveryNew}
        </Button>
      </div>
      {making && <NewRecoveryKey practice={practice} onClose={() => setMaking(false)} />}
    </section>
  )
}
