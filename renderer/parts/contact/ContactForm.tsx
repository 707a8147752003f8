/** A contact to add or change, in a dialog of its own. It saves by itself; the caller hears of the saved contact. */
import { UserPlus, UserRoundPen } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { ContactView } from '#app/contract/book/contacts.ts'
import { validNpi } from '#app/domain/contact/npi.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { ContactFields, type Saving } from './ContactFields.tsx'
import { begin, existing, inputOf, type ContactText, type Initial } from './contact-text.ts'
import { LookAlikes } from './LookAlikes.tsx'

type ContactFormProps = {
  /** A contact to change, or first words for a new one (what was searched for). */
  readonly initial?: Initial
  readonly onDone: (contact: ContactView) => void
  readonly onCancel: () => void
}

const text = words.contacts.form

export function ContactForm({ initial, onDone, onCancel }: ContactFormProps) {
  const [typed, setTyped] = useState(() => begin(initial))
  const [saving, setSaving] = useState<Saving>({ at: 'typing' })
  const known = existing(initial)
  const save = async (): Promise<void> => {
    if (saving.at === 'saving') return
    const npi = typed.npi.trim()
    const wrong = !typed.fax.trim() || !typed.organisation.trim() || (npi !== '' && !validNpi(npi))
    if (wrong) return setSaving({ at: 'incomplete' })
    setSaving({ at: 'saving' })
    const input = inputOf(typed)
    const outcome = known
      ? await call('contacts.change', { id: known.id, revision: known.revision, ...input })
      : await call('contacts.add', input)
    if (outcome.ok) onDone(outcome.value)
    else setSaving({ at: 'faulted', fault: outcome.fault })
  }
  const change = (part: Partial<ContactText>): void => {
    setTyped({ ...typed, ...part })
    if (saving.at !== 'saving') setSaving({ at: 'typing' })
  }
  return (
    <ActDialog
      title={known ? text.changeTitle : text.addTitle}
      lead={known ? text.changeLead : text.addLead}
      icon={known ? UserRoundPen : UserPlus}
      className="contact-form"
      onClose={onCancel}
      act={known ? text.save : text.add}
      actIcon={UserPlus}
      busy={saving.at === 'saving'}
      onAct={() => void save()}
    >
      <form
        className="col g4"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <ContactFields typed={typed} change={change} saving={saving} />
        <Compared typed={typed} known={known} />
        <button type="submit" hidden>
          {text.save}
        </button>
      </form>
    </ActDialog>
  )
}

type ComparedProps = { readonly typed: ContactText; readonly known: ContactView | undefined }

/** What the number could be mistaken for, as it is typed. A contact whose name and number stay is not asked about. */
function Compared({ typed, known }: ComparedProps) {
  const { organisation, department, person, fax } = useDeferredValue(typed)
  const kept = known && begin(known)
  const same = kept?.fax === fax && kept.organisation === organisation
  const claim = { organisation, department, person, fax: same ? '' : fax }
  const { view } = useAnswer('contacts.lookAlikes', known ? { ...claim, except: known.id } : claim)
  if (view.at !== 'shown' || !view.value.e164) return <div role="status" />
  return (
    <div role="status">
      <LookAlikes e164={view.value.e164} found={view.value.lookAlikes} />
    </div>
  )
}
