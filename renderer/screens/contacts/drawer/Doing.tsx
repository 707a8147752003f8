/** What is being done to a contact: one act, one dialog. Acts without a question are done at once, by `doAtOnce`. */
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { NumberId } from '#app/domain/ids.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { CallBackForm } from '#renderer/parts/contact/CallBackForm.tsx'
import { ContactForm } from '#renderer/parts/contact/ContactForm.tsx'
import { useToasts } from '#renderer/state/toasts.ts'
import { DirectoryDialog } from '#renderer/parts/contact/DirectoryDialog.tsx'
import { ByReceivedDialog } from './ByReceivedDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { ReadBackDialog } from '#renderer/parts/contact/ReadBackDialog.tsx'
import { StopDialog } from './StopDialog.tsx'
import { TestFaxDialog } from '#renderer/parts/contact/TestFaxDialog.tsx'

const atOnce = {
  confirm: 'contacts.confirm',
  'give-up': 'contacts.giveUp',
  unblock: 'contacts.unblock',
} as const

/** An act that asks something first. */
export type Asking =
  | { readonly what: 'change' | 'merge' }
  | {
      readonly what: 'call' | 'directory' | 'received' | 'test' | 'read-back' | 'block' | 'withdraw'
      readonly id: NumberId
    }
/** An act that is done as soon as it is chosen. */
export type AtOnce = { readonly what: keyof typeof atOnce; readonly id: NumberId }
export type Act = Asking | AtOnce

export const asks = (act: Act): act is Asking => !Object.hasOwn(atOnce, act.what)

const text = words.contacts

type DoingProps = { readonly contact: ContactView; readonly act: Asking; readonly onOver: () => void }

export function Doing({ contact, act, onOver }: DoingProps) {
  const done = (said: string) => () => {
    onOver()
    useToasts.getState().show({ tone: 'ok', text: said })
  }
  if (!('id' in act)) {
    return act.what === 'merge' ? (
      <MergeDialog contact={contact} onOver={onOver} />
    ) : (
      <ContactForm initial={contact} onCancel={onOver} onDone={done(text.saved)} />
    )
  }
  const number = contact.numbers.find(({ id }) => id === act.id)
  if (!number) return null
  const checked = (now: ContactView): void => {
    const after = now.numbers.find(({ id }) => id === act.id)
    done(after?.standing === 'pending' ? text.awaitsSecond : text.verified)()
  }
  const props = { contact, number, onDone: checked, onCancel: onOver }
  switch (act.what) {
    case 'call':
      return <CallBackForm contact={contact} numberId={number.id} onCancel={onOver} onDone={checked} />
    case 'directory':
      return <DirectoryDialog {...props} />
    case 'received':
      return <ByReceivedDialog {...props} />
    case 'test':
      return <TestFaxDialog {...props} onDone={done(text.testFax.sent)} />
    case 'read-back':
      return <ReadBackDialog {...props} />
    case 'block':
    case 'withdraw':
      return <StopDialog what={act.what} number={number} onCancel={onOver} onDone={done(text.stop[act.what].done)} />
    default:
      return unreachable(act, 'act on a number')
  }
}

/** Does what needs no further word, and says what came of it. */
export async function doAtOnce({ what, id }: AtOnce): Promise<void> {
  const outcome = await call(atOnce[what], { numberId: id })
  const { show } = useToasts.getState()
  show(outcome.ok ? { tone: 'ok', text: text.atOnce[what] } : { tone: 'bad', text: faultText(outcome.fault) })
}
