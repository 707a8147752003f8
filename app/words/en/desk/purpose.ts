/** What each purpose asks for beyond its name: a confirmation, a request, a signed form. */
import type { RequestWay } from '../../../domain/purpose/purpose.ts'

const pages = (count: number): string => (count === 1 ? '1 page' : `${count} pages`)

export const purpose = {
  usual: 'usual for this contact',
  necessary: {
    title: 'Only what is needed',
    lead: (why: string) => `${why}: leave out pages that are not needed for it.`,
    confirm: (count: number) => (count === 1 ? 'It is needed' : `All ${count} needed`),
    confirmed: (count: number) => `${pages(count)} confirmed as needed`,
  },
  request: {
    title: 'The patient’s request',
    on: 'Asked on',
    way: 'How it came',
    ways: {
      'in-person': 'In person',
      letter: 'Letter',
      portal: 'Patient portal',
      email: 'Email',
      phone: 'Phone',
      fax: 'Fax',
    } satisfies Readonly<Record<RequestWay, string>>,
    choose: 'Choose',
    note: 'It is answered within 30 days of that day.',
  },
  form: {
    title: 'The signed authorization',
    lead: 'Kept with the fax, encrypted. It is not sent.',
    attach: 'Attach the signed form',
    replace: 'Attach another one',
    reading: 'Reading the form',
    open: 'Open the form',
    remove: 'Remove the form',
    field: 'Signed form to attach',
    shown: 'Signed authorization',
    pages: (name: string, count: number) => `${name}, ${pages(count)}`,
  },
  facts: {
    confirmed: 'Pages needed',
    confirmedBy: (who: string, when: string, count: number) => `${pages(count)}, confirmed by ${who} ${when}`,
    request: 'Patient’s request',
    requested: (day: string, way: string) => `${day}, ${way.toLowerCase()}`,
    form: 'Signed form',
    attached: (sha256: string) => `authorization attached, SHA-256 ${sha256}`,
    onFile: 'Signed authorization attached',
  },
} as const
