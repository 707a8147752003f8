/** A fax as it lies in the store after it was sent off; whatever a test does not say is the same for all. */
import type { FaxState } from '#app/domain/fax/fax.ts'
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import type { NewFax } from '#main/store/faxes/faxes.ts'

export const dana = `person_${'a'.repeat(20)}`

export type GivenFax = {
  readonly state: FaxState
  readonly sent_at: number
  readonly training?: number
  readonly organisation?: string
  readonly e164?: string
  readonly purpose?: DraftContent['purpose']
  readonly regarding?: string
  readonly packet_id?: string
}

export const givenFax = (number: number, { state, purpose = 'treatment', ...given }: GivenFax): NewFax => ({
  id: `fax_${String(number).padStart(20, '0')}`,
  reference: `FD-${String(number).padStart(5, '0')}`,
  phase: state.phase,
  state: JSON.stringify(state),
  revision: 1,
  content: JSON.stringify({
    pages: [],
    numberId: null,
    cover: { included: false, from: '', reference: '', message: '' },
    purpose,
    quality: 'fine',
    lineId: null,
  }),
  person_id: dana,
  e164: '+12025550142',
  organisation: 'Harborlight Cardiology',
  department: '',
  person: '',
  regarding: 'PT 0042',
  pages: 3,
  line_id: `line_${'1'.padStart(20, '0')}`,
  training: 0,
  packet_sha256: '9f3c41d077abe812'.repeat(4),
  packet_bytes: 1234,
  overlooked: '[]',
  changed_at: given.sent_at,
  ...given,
})
