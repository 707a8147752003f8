/** A made PDF, page under page, to look at: pages are drawn when they come near, and never changed. */
import { useEffect, useRef, useState } from 'react'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { faultText, words } from '#app/words/index.ts'
import { CoveredPage } from '#renderer/parts/pages/CoveredPage.tsx'
import { drawPage } from '#renderer/parts/pages/draw.ts'
import { closePdf, openPdf } from '#renderer/parts/pages/pdf.ts'
import { usePreferences } from '#renderer/state/preferences.ts'
import { Banner } from '../Banner.tsx'
import { Spinner } from '../Spinner.tsx'

type PdfPagesProps = { readonly url: string; readonly label: string }

type Opened =
  | { readonly at: 'loading' }
  | { readonly at: 'open'; readonly pdf: PDFDocumentProxy; readonly sizes: readonly PageSize[] }
  | { readonly at: 'failed' }

type PageSize = { readonly page: number; readonly width: number; readonly height: number }

async function measure(pdf: PDFDocumentProxy): Promise<readonly PageSize[]> {
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)))
  return pages.map((page) => {
    const { width, height } = page.getViewport({ scale: 1 })
    return { page: page.pageNumber, width, height }
  })
}

/** Covered while details are hidden. @param url a relative address of our own origin; another is another preview from the beginning */
export const PdfPages = ({ url, label }: PdfPagesProps) =>
  usePreferences((state) => state.hideDetails) ? <CoveredPage /> : <Preview key={url} url={url} label={label} />

function Preview({ url, label }: PdfPagesProps) {
  const [opened, setOpened] = useState<Opened>({ at: 'loading' })
  useEffect(() => {
    const over = new AbortController()
    let mine: PDFDocumentProxy | undefined
    const open = async (): Promise<void> => {
      const pdf = await openPdf(url, over.signal)
      mine = pdf
      const sizes = await measure(pdf)
      over.signal.throwIfAborted()
      setOpened({ at: 'open', pdf, sizes })
    }
    open().catch(() => {
      if (!over.signal.aborted) setOpened({ at: 'failed' })
    })
    return () => {
      over.abort()
      if (mine) closePdf(mine)
    }
  }, [url])
  if (opened.at === 'loading') return <Spinner label={words.common.loading} />
  if (opened.at === 'failed')
    return (
      <Banner tone="bad" urgent>
        {faultText({ code: 'document', refusal: 'damaged' })}
      </Banner>
    )
  return (
    <div className="pdf-pages" role="group" aria-label={label}>
      {opened.sizes.map((size) => (
        <PdfPage key={size.page} pdf={opened.pdf} size={size} count={opened.sizes.length} />
      ))}
    </div>
  )
}

type PdfPageProps = {
  readonly pdf: PDFDocumentProxy
  readonly size: PageSize
  readonly count: number
}

/** Pages are drawn this much finer than the layout's own pixels, so that they stay sharp on fine screens. */
const finer = 2

function PdfPage({ pdf, size, count }: PdfPageProps) {
  const { page } = size
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const target = canvas.current
    if (!target) return undefined
    const over = new AbortController()
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        near.disconnect()
        const drawing = { page, turn: 0, widthPx: target.clientWidth * finer } as const
        // A page that cannot be drawn stays white; the report itself is whole, and can be saved.
        drawPage(pdf, drawing, target, over.signal).catch(() => undefined)
      },
      { rootMargin: '600px' },
    )
    near.observe(target)
    return () => {
      over.abort()
      near.disconnect()
    }
  }, [pdf, page])
  return (
    <div className="paper" style={{ aspectRatio: `${size.width} / ${size.height}` }}>
      <canvas ref={canvas} role="img" aria-label={words.common.pageOf(page, count)} />
    </div>
  )
}
