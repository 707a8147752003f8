/** Sending a draft off: it goes, the way to take it back is offered, and Delivery shows it. */
import { words } from '#app/words/index.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import type { Compose, SendHow } from '../compose.ts'
import { recipientsOf } from '../editor/draft-editor.ts'
import { useUndo } from '../undo-state.ts'

export async function sendOff(compose: Compose, how?: SendHow): Promise<void> {
  if (recipientsOf(compose.store.getState().editor.content).length > 1) return sendToEach(compose, how)
  const fax = await compose.send(how)
  if (!fax) return
  useUndo.getState().offer([fax])
  useNavigation.getState().go({ screen: 'delivery' })
}

/** Queues a fax to each who can get it, and says who did not and why; these wait in the draft. */
async function sendToEach(compose: Compose, how?: SendHow): Promise<void> {
  const { id: draftId } = compose.store.getState().view
  const sent = await compose.sendEach(how)
  if (!sent) return
  const { go } = useNavigation.getState()
  useUndo.getState().offer(sent.queued)
  go({ screen: 'delivery' })
  if (sent.refused.length === 0) return
  const stops = sent.refused.map((one) => one.stops)
  const left = stops.some((own) => !own.includes('recipient-twice'))
  const open = { label: words.groups.send.openRest, run: () => go({ screen: 'send', draftId }) }
  const notice = { tone: 'warn', text: words.groups.send.result(sent.queued.length, stops) } as const
  useToasts.getState().show({ ...notice, ...(left ? { action: open } : {}) })
}
