/** What a person does with a scan. Each says what happened; what can be taken back offers it. */
import type { FaxId, ScanId } from '#app/domain/ids.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const say = (fault: Fault): void => useToasts.getState().show({ tone: 'bad', text: faultText(fault) })

/** Makes a draft of a scan and hands its id on. If the scan is gone, the draft goes again: nothing was kept. */
export async function takeScan(id: ScanId, onDraft: (draftId: FaxId) => void): Promise<void> {
  const draft = await call('drafts.create', {})
  if (!draft.ok) return say(draft.fault)
  const used = await call('scans.use', { id, draftId: draft.value.id })
  if (used.ok) return onDraft(draft.value.id)
  await call('drafts.discard', { id: draft.value.id })
  say(used.fault)
}

export async function discardScan(id: ScanId): Promise<void> {
  const outcome = await call('scans.discard', { id })
  if (!outcome.ok) return say(outcome.fault)
  const restore = async (): Promise<void> => {
    const back = await call('scans.restore', { id })
    if (!back.ok) say(back.fault)
  }
  useToasts.getState().show({
    tone: 'info',
    text: words.scans.discarded,
    action: { label: words.common.undo, run: () => void restore() },
  })
}

/** What can be done with a file that could not be read. */
export type UnreadableAct = 'again' | 'remove' | 'takeOff'

const acts = {
  again: ['scans.again', words.scans.triedAgain],
  remove: ['scans.remove', words.scans.removed],
  takeOff: ['scans.discard', words.scans.takenOff],
} as const

export async function doUnreadable(act: UnreadableAct, id: ScanId): Promise<void> {
  const [operation, text] = acts[act]
  const outcome = await call(operation, { id })
  if (!outcome.ok) return say(outcome.fault)
  useToasts.getState().show({ tone: 'info', text })
}
