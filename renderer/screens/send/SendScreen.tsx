/**
 * Send: from a dropped scan to "Send 6 pages". Pages at the left, what they look like in the middle, whom and how at
 * the right, the Send button always in the same corner. This file decides only which of its four faces is shown.
 */
import { startTransition, useEffect, useState } from 'react'
import type { FaxId } from '#app/domain/ids.ts'
import { unreachable, type Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { warmPdf } from '#renderer/parts/pages/pdf.ts'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useHandedOver } from '#renderer/state/handed-over.ts'
import { beforeLeaving } from '#renderer/state/leaving.ts'
import { Compose } from './compose.ts'
import type { Refused } from './compose-state.ts'
import { Composing } from './Composing.tsx'
import { Empty } from './intake/Empty.tsx'
import { coming } from './intake/taking.ts'
import { useFiles } from './intake/useFiles.ts'

type Face =
  | { readonly at: 'opening' }
  | { readonly at: 'empty'; readonly refused: readonly Refused[]; readonly reading?: string }
  | { readonly at: 'composing'; readonly compose: Compose }
  | { readonly at: 'faulted'; readonly fault: Fault }

const empty: Face = { at: 'empty', refused: [] }

export function SendScreen({ draftId }: { readonly draftId?: FaxId }) {
  const { face, took, again, dismiss } = useFace(draftId)
  const over = useFiles(took)
  switch (face.at) {
    case 'opening':
      return <Spinner label={words.send.opening} />
    case 'faulted':
      return <FaultNote fault={face.fault} onAgain={again} className="send-fault" />
    case 'empty':
      return <Empty over={over} reading={face.reading} refused={face.refused} onFiles={took} onDismiss={dismiss} />
    case 'composing':
      return <Composing compose={face.compose} over={over} onFiles={took} />
    default:
      return unreachable(face, 'face of the send screen')
  }
}

/** The fax in hand, if there is one, and the face it gives the screen. */
class Desk {
  #compose: Compose | undefined
  #left = false
  readonly #show: (face: Face) => void

  constructor(show: (face: Face) => void) {
    this.#show = show
  }

  async open(id: FaxId | undefined): Promise<void> {
    this.#left = false
    if (!id) return this.#face(empty)
    const outcome = await call('drafts.open', { id })
    if (outcome.ok) this.#begin(new Compose(outcome.value))
    else this.#face({ at: 'faulted', fault: outcome.fault })
  }

  /** Adds files to the fax in hand, or begins one with them. */
  take(files: readonly File[]): void {
    if (files.length === 0) return
    if (this.#compose) void this.#compose.add(files.map(coming))
    else void this.#beginWith(files)
  }

  async keep(): Promise<void> {
    await this.#compose?.keep()
  }

  leave(): void {
    this.#left = true
    this.#compose?.close()
    this.#compose = undefined
  }

  #face(face: Face): void {
    if (!this.#left) this.#show(face)
  }

  #begin(compose: Compose): void {
    if (this.#left) return compose.close()
    this.#compose = compose
    this.#face({ at: 'composing', compose })
  }

  /** Makes a draft for the first files. If none of them is taken in, the draft goes again: nothing was kept. */
  async #beginWith(files: readonly File[]): Promise<void> {
    const [first, ...rest] = files.map(coming)
    if (!first) return
    this.#face({ at: 'empty', refused: [], reading: first.name })
    // Reading begins at once; the draft is made meanwhile.
    const reading = first.handed()
    const created = await call('drafts.create', {})
    if (!created.ok) return this.#face({ at: 'empty', refused: [{ name: first.name, file: 1, fault: created.fault }] })
    const compose = new Compose(created.value)
    const stop = compose.store.subscribe(({ arriving, asking, editor }) => {
      if (!arriving?.pdf && !asking && editor.content.pages.length === 0) return
      stop()
      this.#begin(compose)
    })
    await compose.add([{ ...first, handed: () => reading }, ...rest])
    stop()
    const { editor, refused } = compose.store.getState()
    if (editor.content.pages.length > 0) return
    this.#compose = undefined
    compose.close()
    await compose.discard()
    this.#face({ at: 'empty', refused })
  }
}

function useFace(draftId: FaxId | undefined) {
  const [face, setFace] = useState<Face>(draftId ? { at: 'opening' } : empty)
  // The whole screen at once would hold up the window: it is made piece by piece, and shown when it is ready.
  const [desk] = useState(() => new Desk((next) => startTransition(() => setFace(next))))
  useEffect(() => {
    warmPdf()
    void desk.open(draftId)
    if (!draftId) desk.take(useHandedOver.getState().take())
    const gone = (): void => void desk.keep()
    addEventListener('pagehide', gone)
    const stay = beforeLeaving(() => desk.keep())
    return () => {
      removeEventListener('pagehide', gone)
      stay()
      desk.leave()
    }
  }, [desk, draftId])
  return {
    face,
    took: (files: readonly File[]) => desk.take(files),
    again: () => void desk.open(draftId),
    dismiss: () => setFace(empty),
  }
}
