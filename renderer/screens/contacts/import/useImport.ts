/** An import from choosing a source to taking it back: one step after another, each answered by main. */
import { useEffect, useRef, useState } from 'react'
import type { ImportTrouble, ImportView, RowGroup } from '#app/contract/book/contact-imports.ts'
import type { Input } from '#app/contract/index.ts'
import {
  isDirectory,
  type ImportMapping,
  type ImportTitles,
  type RowFinding,
} from '#app/domain/contact/contact-import.ts'
import type { ImportId } from '#app/domain/ids.ts'
import type { Fault, Outcome } from '#app/domain/outcome.ts'
import { faultText, importTroubleWords } from '#app/words/index.ts'
import { call, on } from '#renderer/bridge.ts'

export type ImportStep =
  | { readonly at: 'sources'; readonly wrong?: string }
  | { readonly at: 'narrowing'; readonly view: ImportView; readonly wrong?: string }
  | { readonly at: 'reading'; readonly view: ImportView }
  | { readonly at: 'looking'; readonly view: ImportView; readonly wrong?: string }
  | { readonly at: 'adding'; readonly view: ImportView; readonly all: number }
  | { readonly at: 'done'; readonly view: ImportView; readonly stopped: boolean; readonly wrong?: string }
  | { readonly at: 'undone'; readonly removed: number; readonly kept: number }

/** Rows of these groups that wait, and with which something is to be done. */
export const chosenIn = (groups: readonly RowGroup[]): number => rowsIn(groups.filter(isChosen))
const isChosen = ({ fate, choice }: RowGroup): boolean => fate === 'waiting' && choice !== 'skip'
export const rowsIn = (groups: readonly RowGroup[]): number => groups.reduce((sum, { rows }) => sum + rows, 0)

/** The titles that were taken for each field, as the next import is to take them. */
function titlesOf({ titles, mapping }: ImportView): { readonly titles?: ImportTitles } {
  if (!titles || !mapping) return {}
  const chosen = Object.entries(mapping).map(([field, column]) => [field, titles[column] ?? ''])
  return { titles: Object.fromEntries(chosen) as ImportTitles }
}

const troubleIn = (trouble: ImportTrouble | undefined) => (trouble ? { wrong: importTroubleWords[trouble] } : {})

/** Where a view belongs that nothing is being done with. */
function stepFor(view: ImportView): ImportStep {
  if (view.stage === 'reading') return { at: 'reading', view }
  if (view.stage === 'read') return { at: 'looking', view }
  if (view.stage === 'opened' && view.kind === 'nppes') return { at: 'narrowing', view, ...troubleIn(view.trouble) }
  return { at: 'sources', ...troubleIn(view.trouble) }
}

export function useImport() {
  const [step, setStep] = useState<ImportStep>({ at: 'sources' })
  const stopped = useRef(false)
  const reading = step.at === 'reading' ? step.view.id : undefined
  useEffect(() => follow(reading, setStep), [reading])

  const sources = (fault: Fault): void => setStep({ at: 'sources', wrong: faultText(fault) })
  /** Shows what an act answers; a fault is said where the act was asked for. */
  function show(outcome: Outcome<ImportView>): void {
    if (outcome.ok) return setStep(stepFor(outcome.value))
    setStep((now) => ('view' in now && now.at === 'looking' ? { ...now, wrong: faultText(outcome.fault) } : now))
    if (!('view' in step)) sources(outcome.fault)
  }
  const read = async (id: ImportId, part: Omit<Input<'contacts.importRead'>, 'id'> = {}): Promise<void> =>
    show(await call('contacts.importRead', { id, ...part }))

  async function openFile(): Promise<void> {
    const outcome = await call('contacts.importOpen', {})
    if (!outcome.ok) return sources(outcome.fault)
    const { import: view, trouble } = outcome.value
    if (trouble) return setStep({ at: 'sources', ...troubleIn(trouble) })
    if (!view) return
    if (view.kind === 'nppes') setStep({ at: 'narrowing', view })
    else await read(view.id)
  }

  async function openServer(): Promise<void> {
    const outcome = await call('contacts.importServer', {})
    if (outcome.ok) await read(outcome.value.id)
    else sources(outcome.fault)
  }

  /** Batch by batch: what is stopped, or cut off, has whole batches, and the rest waits. */
  async function add(from: ImportView): Promise<void> {
    stopped.current = false
    const all = chosenIn(from.groups)
    const titles = titlesOf(from)
    let view = from
    while (view.stage === 'read' && !stopped.current) {
      setStep({ at: 'adding', view, all })
      const outcome = await call('contacts.importAdd', { id: from.id, ...titles })
      if (!outcome.ok) return setStep({ at: 'done', view, stopped: true, wrong: faultText(outcome.fault) })
      view = outcome.value
    }
    setStep({ at: 'done', view, stopped: view.stage === 'read' })
  }

  async function undo(id: ImportId): Promise<void> {
    const outcome = await call('contacts.undoImport', { id })
    if (outcome.ok) setStep({ at: 'undone', ...outcome.value })
    else setStep((now) => ('view' in now || now.at === 'sources' ? { ...now, wrong: faultText(outcome.fault) } : now))
  }

  return {
    step,
    openFile,
    openServer,
    read,
    add,
    undo,
    goOn: (view: ImportView) => setStep(stepFor(view)),
    choose: async (id: ImportId, choice: Input<'contacts.importChoose'>['choice'], of: Chosen) =>
      show(await call('contacts.importChoose', { id, choice, of })),
    remap: (id: ImportId, mapping: ImportMapping) => read(id, { mapping }),
    stop: () => void (stopped.current = true),
    /** Lets go of what is open or waits. */
    close: async () => {
      if ('view' in step && (step.at === 'narrowing' || step.at === 'reading' || step.at === 'looking'))
        await call('contacts.importClose', { id: step.view.id })
    },
    again: () => setStep({ at: 'sources' }),
  }
}

export type Import = ReturnType<typeof useImport>
type Chosen = { readonly row: number } | { readonly finding: RowFinding }

/** Whether a directory may be kept though nobody of it is added. */
export const mayKeep = ({ kind, groups }: ImportView): boolean => isDirectory(kind) && rowsIn(groups) > 0

/** Asks how far a reading is whenever main says that it came further, and once at the start, as it may have ended. */
function follow(id: ImportId | undefined, setStep: (change: (now: ImportStep) => ImportStep) => void) {
  if (!id) return undefined
  const ask = async (): Promise<void> => {
    const outcome = await call('contacts.importState', { id })
    if (outcome.ok) setStep((now) => (now.at === 'reading' && now.view.id === id ? stepFor(outcome.value) : now))
  }
  void ask()
  return on('contacts.importMoved', (moved) => {
    if (moved.id === id) void ask()
  })
}
