/** Files dropped anywhere in the window, or pasted, while the Send screen is shown. */
import { useLayoutEffect, useRef, useState } from 'react'
import { carried, carriesFiles } from './handed.ts'

export type Over = { readonly count: number; readonly wrong: boolean }

/**
 * Hears drops and pastes of files.
 * @returns what is being dragged over the window, or undefined
 */
export function useFiles(took: (files: readonly File[]) => void): Over | undefined {
  const [over, setOver] = useState<Over>()
  const latest = useRef(took)
  useLayoutEffect(() => {
    latest.current = took
  })
  useLayoutEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    addEventListener('dragenter', (event) => carriesFiles(event.dataTransfer) && setOver(carried(event.dataTransfer)), {
      signal,
    })
    addEventListener('dragover', (event) => carriesFiles(event.dataTransfer) && event.preventDefault(), { signal })
    // Leaving for nothing at all is leaving the window.
    addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(undefined), { signal })
    addEventListener(
      'drop',
      (event) => {
        setOver(undefined)
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        latest.current([...(event.dataTransfer?.files ?? [])])
      },
      { signal },
    )
    addEventListener('paste', (event) => pasted(event, latest.current), { signal })
    return () => controller.abort()
  }, [])
  return over
}

function pasted(event: ClipboardEvent, took: (files: readonly File[]) => void): void {
  const files = [...(event.clipboardData?.files ?? [])]
  if (files.length === 0) return
  event.preventDefault()
  took(files)
}
