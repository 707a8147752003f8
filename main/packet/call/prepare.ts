/**
 * The form in which a sealed packet is handed over. Prepared, its pages are the dots a fax prints, bound as a PDF: the
 * packet is then its own rendition, so that what is shown, measured, kept and sent is one and the same file.
 */
import { ok, type Outcome } from '#app/domain/outcome.ts'
import type { PacketForm } from '#app/domain/fax/packet-form.ts'
import type { SealedPdf } from '../../documents/client.ts'
import type { OnPages } from './renditions.ts'
import { formIn, qualityOf, type Draft } from '../drafts.ts'
import type { PacketParts } from '../parts.ts'

export type Prepared = SealedPdf & { readonly form: PacketForm }

/** @param sealed all pages of the draft, stamped; `onPages` hears of the dots of a prepared packet: nobody need make them again */
export async function prepare(
  { store, lines, documents }: PacketParts,
  { content }: Draft,
  sealed: SealedPdf,
  onPages: OnPages,
): Promise<Outcome<Prepared>> {
  const form = await formIn(store.read, content, lines)
  if (form === 'original') return ok({ ...sealed, form })
  const quality = qualityOf(content, lines)
  const drawn = await documents.rendition(sealed.bytes, quality)
  if (!drawn.ok) return drawn
  const bound = await documents.bind(drawn.value.pages, quality)
  if (!bound.ok) return bound
  onPages(bound.value.sha256, quality, drawn.value)
  return ok({ ...bound.value, form })
}
