/** The cover sheet as it stands, made by main from what was last saved. The one before stays until the next is open. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import type { FaxId } from '#app/domain/ids.ts'
import { closePdf, openPdf } from '#renderer/parts/pages/pdf.ts'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'

export type Cover =
  | { readonly at: 'none' }
  | { readonly at: 'opening' }
  | { readonly at: 'unshown' }
  | { readonly at: 'shown'; readonly pdf: PDFDocumentProxy; readonly name: string }

const addressOf = (id: FaxId, revision: number): string => `document/cover/${id}?revision=${revision}`

export function useCover(compose: Compose): Cover {
  const { id, revision } = useCompose(compose, ({ view }) => view)
  const included = useCompose(compose, ({ view }) => view.content.cover.included)
  const [cover, setCover] = useState<Cover>({ at: 'opening' })
  const open = useRef<PDFDocumentProxy>(undefined)
  useEffect(() => {
    if (!included) return
    const controller = new AbortController()
    const { signal } = controller
    const show = (pdf: PDFDocumentProxy): void => {
      if (signal.aborted) return closePdf(pdf)
      if (open.current) closePdf(open.current)
      open.current = pdf
      setCover({ at: 'shown', pdf, name: `cover ${id} ${revision}` })
    }
    openPdf(addressOf(id, revision), signal).then(show, () => signal.aborted || setCover({ at: 'unshown' }))
    return () => controller.abort()
  }, [id, revision, included])
  useEffect(
    () => () => {
      if (open.current) closePdf(open.current)
    },
    [],
  )
  return included ? cover : { at: 'none' }
}
