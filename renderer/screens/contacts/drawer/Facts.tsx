/** What is known of a contact besides its numbers. Empty facts are left out. */
import type { ContactView } from '#app/contract/book/contacts.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { purposeWords, words } from '#app/words/index.ts'
import { Private } from '#renderer/parts/Private.tsx'

const text = words.contacts

type Fact = { readonly label: string; readonly value: string; readonly tel?: boolean }

function factsOf({ voice, person, specialty, npi, address, tags, defaultPurpose, note }: ContactView): readonly Fact[] {
  const { line, city, state, postalCode } = address
  const town = [city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  const facts: readonly Fact[] = [
    { label: text.phone, value: voice === '' ? '' : shownNumber(voice), tel: true },
    { label: text.person, value: person },
    { label: text.form.specialty, value: specialty },
    { label: text.form.npi, value: npi },
    { label: text.address, value: [line, town].filter(Boolean).join(', ') },
    { label: text.form.purpose, value: defaultPurpose ? purposeWords[defaultPurpose].name : '' },
    { label: text.form.tags, value: tags.join(', ') },
    { label: text.note, value: note },
  ]
  return facts.filter(({ value }) => value !== '')
}

export function Facts({ contact }: { readonly contact: ContactView }) {
  const facts = factsOf(contact)
  if (facts.length === 0) return null
  return (
    <section className="side-sec first">
      <dl className="defs">
        {facts.map(({ label, value, tel }) => (
          <div key={label} className="defs-row">
            <dt>{label}</dt>
            <dd className={tel ? 'tel' : 'pretty'}>{tel ? value : <Private>{value}</Private>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
