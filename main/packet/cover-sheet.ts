/** The cover sheet of a draft, in words. What it looks like is the document service's matter. */
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import type { PracticeFields } from '#app/contract/people/session.ts'
import { coverPages, manifestOf, type CoverTexts } from '#app/domain/pages/cover.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { cover } from '#app/words/en/desk/cover.ts'
import { purposeWords } from '#app/words/index.ts'
import type { CoverSheet } from '../documents/cover/types.ts'
import type { Stamp } from '../documents/service/protocol.ts'
import type { Recipient } from '../recipients/recipient.ts'
import { pagesTotal, runsOf } from './content.ts'

export type CoverFacts = {
  readonly content: DraftContent
  readonly recipient: Recipient | undefined
  readonly practice: PracticeFields
  /** The signed-in person's full name, for drafts that name nobody else. */
  readonly sender: string
  readonly training: boolean
  /** The practice's own words, as approved. */
  readonly texts: CoverTexts
  /** Epoch ms. */
  readonly at: number
}

export function coverSheet({ content, recipient, practice, sender, training, texts, at }: CoverFacts): CoverSheet {
  const { from, reference, message } = content.cover
  const { department = '', organisation = '', person = '' } = recipient ?? {}
  return {
    clinic: {
      name: practice.name,
      addressLines: practice.addressLines.filter(Boolean).slice(0, 3),
      phone: practice.phone,
      fax: practice.fax,
      ...(texts.logo ? { logo: { ...texts.logo, png: Buffer.from(texts.logo.png, 'base64') } } : {}),
    },
    to: {
      name: person,
      organisation,
      fax: recipient ? shownNumber(recipient.e164) : '',
      ...(department ? { department } : {}),
    },
    from: { name: from.trim() || sender },
    date: cover.date(at),
    pagesTotal: Math.max(1, pagesTotal(content)),
    training,
    confidentiality: {
      title: texts.noticeTitle,
      text: texts.notice,
      call: cover.confidentiality.call(practice.phone),
    },
    words: { ...cover.words, urgentNote: texts.urgentNote },
    template: content.cover.template ?? 'standard',
    ...manifest(content),
    ...(content.purpose ? { purpose: purposeWords[content.purpose].name } : {}),
    ...(reference.trim() ? { reference: reference.trim() } : {}),
    ...(message.trim() ? { message } : {}),
  }
}

/** What stands along the top of every page. @param at epoch ms */
export const senderLine = ({ name, fax, phone }: PracticeFields, at: number): Stamp => ({
  text: cover.stamp.text(at, name, fax.trim() || phone.trim()),
  pageOf: cover.stamp.pageOf,
})

/** Told where there are several documents; what is too long for its row is cut between two places. */
function manifest(content: DraftContent): Pick<CoverSheet, 'manifest'> {
  const places = manifestOf(
    runsOf(content).map(({ pages }) => pages.length),
    coverPages(content.cover),
  )
  if (places.length < 2) return {}
  const whole = cover.manifest(places)
  return {
    manifest: whole.length <= manifestAtMost ? whole : `${whole.slice(0, whole.lastIndexOf(',', manifestAtMost))} …`,
  }
}

const manifestAtMost = 150
