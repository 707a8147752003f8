/** A contact as it stands in the form: everything as people type it. */
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { Input } from '#app/contract/index.ts'
import type { ContactKind } from '#app/domain/contact/contact.ts'
import type { Purpose } from '#app/domain/purpose/purpose.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'

/** `key` tells lines of the form apart while both are empty. */
export type TypedNumber = { readonly key: number; readonly fax: string; readonly label: string }

export type ContactText = {
  readonly kind: ContactKind | 'by-name'
  readonly organisation: string
  readonly department: string
  readonly person: string
  readonly fax: string
  readonly label: string
  readonly others: readonly TypedNumber[]
  readonly voice: string
  readonly note: string
  readonly npi: string
  readonly specialty: string
  readonly line: string
  readonly city: string
  readonly state: string
  readonly postalCode: string
  /** Apart by commas. */
  readonly tags: string
  readonly defaultPurpose: Purpose | 'none'
}

export type Initial = ContactView | Partial<ContactText> | undefined

const empty: ContactText = {
  kind: 'by-name',
  organisation: '',
  department: '',
  person: '',
  fax: '',
  label: '',
  others: [],
  voice: '',
  note: '',
  npi: '',
  specialty: '',
  line: '',
  city: '',
  state: '',
  postalCode: '',
  tags: '',
  defaultPurpose: 'none',
}

export const existing = (initial: Initial): ContactView | undefined =>
  initial && 'id' in initial ? initial : undefined

/** What the form begins with. */
export function begin(initial: Initial): ContactText {
  if (!initial || !('id' in initial)) return { ...empty, ...initial }
  const known = initial
  const { kind, organisation, department, person, note, npi, specialty, address, tags, defaultPurpose } = known
  const [first, ...others] = known.numbers
  return {
    ...{ kind, organisation, department, person, note, npi, specialty, ...address },
    fax: shownNumber(first?.e164 ?? ''),
    label: first?.label ?? '',
    others: others.map(({ e164, label }, key) => ({ key, fax: shownNumber(e164), label })),
    voice: shownNumber(known.voice),
    tags: tags.join(', '),
    defaultPurpose: defaultPurpose ?? 'none',
  }
}

/** What the form says, as the contract takes it. Lines without a number are left out. */
export function inputOf(typed: ContactText): Input<'contacts.add'> {
  const { kind, organisation, department, person, voice, note, npi, specialty, defaultPurpose } = typed
  const { line, city, state, postalCode } = typed
  const tags = typed.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)
  return {
    fields: {
      ...{ organisation, department, person, voice, note, npi, specialty, tags },
      address: { line, city, state, postalCode },
      defaultPurpose: defaultPurpose === 'none' ? null : defaultPurpose,
      ...(kind === 'by-name' ? {} : { kind }),
    },
    fax: typed.fax,
    label: typed.label,
    others: typed.others.filter(({ fax }) => fax.trim() !== '').map(({ fax, label }) => ({ fax, label })),
  }
}
