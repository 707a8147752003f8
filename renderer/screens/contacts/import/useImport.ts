/** An import from choosing the file to taking it back: one step after another, each answered by main. */
import { useRef, useState } from 'react'
import type { ImportRow } from '#app/contract/contact-imports.ts'
import type { Output } from '#app/contract/index.ts'
import { importLimits, type ImportMapping, type ImportTitles } from '#app/domain/contact-import.ts'
import type { ImportId } from '#app/domain/ids.ts'
import { faultText, importRefusalWords } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'

export type Preview = Extract<Output<'contacts.importPreview'>, { readable: true }>

export type Chosen = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly preview: Preview }

type Added = {
  readonly importId: ImportId | undefined
  readonly added: number
  readonly refused: number
  readonly all: number
}

export type ImportStep =
  | { readonly at: 'choosing'; readonly wrong?: string }
  | { readonly at: 'reading'; readonly name: string }
  | { readonly at: 'looking'; readonly chosen: Chosen; readonly wrong?: string }
  | ({ readonly at: 'adding' } & Added)
  | ({ readonly at: 'done'; readonly stopped: boolean; readonly wrong?: string } & Added)
  | { readonly at: 'undone'; readonly removed: number; readonly kept: number }

export const readyIn = ({ rows }: Preview): readonly ImportRow[] => rows.filter(({ finding }) => finding === 'ready')

/** The titles that were taken for each field, as the next import is to take them. */
function titlesOf({ titles, mapping }: Preview): ImportTitles {
  const chosen = Object.entries(mapping).map(([field, column]) => [field, titles[column] ?? ''])
  return Object.fromEntries(chosen) as ImportTitles
}

export function useImport() {
  const [step, setStep] = useState<ImportStep>({ at: 'choosing' })
  const stopped = useRef(false)

  async function look(name: string, bytes: Chosen['bytes'], mapping?: ImportMapping): Promise<void> {
    const outcome = await call('contacts.importPreview', mapping ? { bytes, mapping } : { bytes })
    if (!outcome.ok) return setStep({ at: 'choosing', wrong: faultText(outcome.fault) })
    const preview = outcome.value
    if (!preview.readable) return setStep({ at: 'choosing', wrong: importRefusalWords[preview.why] })
    setStep({ at: 'looking', chosen: { name, bytes, preview } })
  }

  async function choose(file: File): Promise<void> {
    if (file.size > importLimits.bytesAtMost) return setStep({ at: 'choosing', wrong: importRefusalWords['too-large'] })
    setStep({ at: 'reading', name: file.name })
    const bytes = await file.arrayBuffer().catch(() => new ArrayBuffer(0))
    await look(file.name, new Uint8Array(bytes))
  }

  /** Batch by batch: what is stopped, or cut off, has whole batches and one id to take them back by. */
  async function add({ name, preview }: Chosen): Promise<void> {
    stopped.current = false
    const ready = readyIn(preview)
    let sum: Added = { importId: undefined, added: 0, refused: 0, all: ready.length }
    for (let from = 0; from < ready.length && !stopped.current; from += importLimits.rowsACall) {
      setStep({ at: 'adding', ...sum })
      const outcome = await addSome(ready.slice(from, from + importLimits.rowsACall), sum.importId, name, preview)
      if (!outcome.ok) return setStep({ at: 'done', ...sum, stopped: true, wrong: faultText(outcome.fault) })
      const { importId, added, refused } = outcome.value
      sum = { importId, added: sum.added + added, refused: sum.refused + refused.length, all: ready.length }
    }
    setStep({ at: 'done', ...sum, stopped: sum.added + sum.refused < ready.length })
  }

  async function undo(importId: ImportId): Promise<void> {
    const outcome = await call('contacts.undoImport', { importId })
    if (outcome.ok) setStep({ at: 'undone', ...outcome.value })
    else setStep((now) => (now.at === 'done' ? { ...now, wrong: faultText(outcome.fault) } : now))
  }

  return {
    step,
    choose,
    add,
    undo,
    remap: ({ name, bytes }: Chosen, mapping: ImportMapping) => look(name, bytes, mapping),
    stop: () => void (stopped.current = true),
  }
}

export type Import = ReturnType<typeof useImport>

const addSome = (rows: readonly ImportRow[], importId: ImportId | undefined, source: string, preview: Preview) =>
  call('contacts.import', {
    ...(importId ? { importId } : {}),
    source,
    titles: titlesOf(preview),
    rows: rows.map(({ line, fields, fax }) => ({ line, fields, fax })),
  })
