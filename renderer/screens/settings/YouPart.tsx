/** One's own: how Faxdesk looks on this computer, and the password. */
import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import type { SessionView, StatusView } from '#app/contract/people/session.ts'
import { passwordRefusal } from '#app/domain/password.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { FieldError } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { usePreferences } from '#renderer/state/preferences.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PartHead } from './PartHead.tsx'
import { SecondFactor } from './second-factor/SecondFactor.tsx'

const w = words.settings.you

type YouPartProps = { readonly status: StatusView; readonly session: SessionView }

export const YouPart = ({ status, session }: YouPartProps) => (
  <>
    <PartHead title={w.title} lead={w.lead} />
    <div className="set-form col g6">
      <Appearance />
      <SecondFactor session={session} />
      <OwnPassword name={session.person.name} />
      <section>
        <h3 className="tsm semi mb1">{w.about}</h3>
        <p className="txs c2 mb2">{w.version(status.version)}</p>
        {status.shell === 'stand-in' && <Banner tone="warn">{w.standIn}</Banner>}
      </section>
    </div>
  </>
)

function Appearance() {
  const { theme, hideDetails, change } = usePreferences()
  return (
    <section className="col g3 top-left">
      <h3 className="tsm semi">{w.appearance}</h3>
      <Segmented
        label={w.appearance}
        value={theme}
        choices={[
          { value: 'system', label: w.themes.system, icon: Monitor },
          { value: 'light', label: w.themes.light, icon: Sun },
          { value: 'dark', label: w.themes.dark, icon: Moon },
        ]}
        onChange={(value) => void change({ theme: value })}
      />
      <Checkbox label={w.hide} note={w.hideNote} on={hideDetails} onChange={(on) => void change({ hideDetails: on })} />
    </section>
  )
}

const blank = { current: '', next: '', again: '' }

function OwnPassword({ name }: { readonly name: string }) {
  const [draft, setDraft] = useState(blank)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const set = (key: keyof typeof blank) => (value: string) => setDraft({ ...draft, [key]: value })
  const change = async (): Promise<void> => {
    if (busy) return
    const why = passwordRefusal(draft.next, name)
    if (why) return setError(faultText({ code: 'password-refused', why }))
    if (draft.next !== draft.again) return setError(w.differ)
    setBusy(true)
    const outcome = await call('people.changePassword', { current: draft.current, next: draft.next })
    setBusy(false)
    setError(outcome.ok ? undefined : refusal(outcome.fault))
    if (!outcome.ok) return
    setDraft(blank)
    useToasts.getState().show({ tone: 'ok', text: w.changed })
  }
  return (
    <Form className="col g3" onSubmit={() => void change()}>
      <h3 className="tsm semi">{w.password}</h3>
      <PasswordField label={w.current} value={draft.current} onChange={set('current')} />
      <PasswordField label={w.next} judged value={draft.next} onChange={set('next')} />
      <PasswordField label={w.again} value={draft.again} onChange={set('again')} />
      {error && <FieldError text={error} />}
      <div>
        <Button kind="primary" type="submit" busy={busy} disabled={draft.current === '' || draft.next === ''}>
          {w.change}
        </Button>
      </div>
    </Form>
  )
}

const refusal = (fault: Fault): string =>
  fault.code === 'sign-in-refused' && fault.waitMs < 1000 ? w.wrong : faultText(fault)
