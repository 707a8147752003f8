/** A made PDF, page under page, to look at: pages are drawn when they come near, and never changed. */
import { useEffect, useRef, useState } from 'react'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { faultText, words } from '#app/words/index.ts'
import { openPdf } from '#renderer/parts/pages/pdf.ts'
import { Banner } from './Banner.tsx'
import { Spinner } from './Spinner.tsx'

type PdfPagesProps = { readonly url: string; readonly label: string }

type Opened =
  | { readonly at: 'loading' }
  | { readonly at: 'open'; readonly pdf: PDFDocumentProxy; readonly sizes: readonly PageSize[] }
  | { readonly at: 'failed' }

type PageSize = { readonly width: number; readonly height: number }

async function measure(pdf: PDFDocumentProxy): Promise<readonly PageSize[]> {
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)))
  return pages.map((page) => page.getViewport({ scale: 1 }))
}

export function PdfPages({ url, label }: PdfPagesProps) {
  const [opened, setOpened] = useState<Opened>({ at: 'loading' })
  useEffect(() => {
    let over = false
    let mine: PDFDocumentProxy | undefined
    setOpened({ at: 'loading' })
    const open = async (): Promise<void> => {
      const pdf = await openPdf(url)
      mine = pdf
      if (over) return void pdf.loadingTask.destroy()
      setOpened({ at: 'open', pdf, sizes: await measure(pdf) })
    }
    open().catch(() => {
      if (!over) setOpened({ at: 'failed' })
    })
    return () => {
      over = true
      void mine?.loadingTask.destroy()
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
      {opened.sizes.map((size, index) => (
        <PdfPage key={index} pdf={opened.pdf} index={index} size={size} count={opened.sizes.length} />
      ))}
    </div>
  )
}

type PdfPageProps = {
  readonly pdf: PDFDocumentProxy
  readonly index: number
  readonly size: PageSize
  readonly count: number
}

/** Pages are drawn this much finer than the screen shows them, so that they also print well. */
const printFiner = 2

function PdfPage({ pdf, index, size, count }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    let over = false
    let stop: (() => void) | undefined
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(index + 1)
      if (over) return
      const viewport = page.getViewport({ scale: (target.clientWidth / size.width) * printFiner })
      target.width = Math.round(viewport.width)
      target.height = Math.round(viewport.height)
      const task = page.render({ canvas: target, viewport })
      stop = () => task.cancel()
      await task.promise
    }
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        near.disconnect()
        // A cancelled drawing is not a fault: the page has gone from the screen.
        draw().catch(() => undefined)
      },
      { rootMargin: '600px' },
    )
    near.observe(target)
    return () => {
      over = true
      near.disconnect()
      stop?.()
    }
  }, [pdf, index, size])
  return (
    <div className="paper" style={{ aspectRatio: `${size.width} / ${size.height}` }}>
      <canvas ref={canvas} role="img" aria-label={words.common.pageOf(index + 1, count)} />
    </div>
  )
}
