/** Sending a draft off: it goes, the way to take it back is offered, and Delivery shows it. */
import { useNavigation } from '#renderer/state/navigation.ts'
import type { Compose, SendHow } from '../compose.ts'
import { useUndo } from '../undo-state.ts'

export async function sendOff(compose: Compose, how?: SendHow): Promise<void> {
  const fax = await compose.send(how)
  if (!fax) return
  useUndo.getState().offer(fax)
  useNavigation.getState().go({ screen: 'delivery' })
}
