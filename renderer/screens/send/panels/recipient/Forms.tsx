/** The dialogs that open in place over the recipient: a contact to add, a number to check, an approval to ask for. */
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { CallBackForm } from '#renderer/parts/contact/CallBackForm.tsx'
import { ContactForm } from '#renderer/parts/contact/ContactForm.tsx'
import { DirectoryDialog } from '#renderer/parts/contact/DirectoryDialog.tsx'
import { ReadBackDialog } from '#renderer/parts/contact/ReadBackDialog.tsx'
import { TestFaxDialog } from '#renderer/parts/contact/TestFaxDialog.tsx'
import type { Compose } from '../../compose.ts'
import { ApprovalDialog } from './ApprovalDialog.tsx'
import type { Chosen, Way } from './Blocked.tsx'
import { TypedDialog } from './TypedDialog.tsx'

export type Doing =
  | { readonly at: 'shown' }
  | { readonly at: 'choosing' }
  | { readonly at: 'adding'; readonly typed: string }
  | { readonly at: 'typing-number'; readonly typed: string }
  | { readonly at: Way }

type FormsProps = {
  readonly compose: Compose
  readonly doing: Doing
  readonly chosen: Chosen | undefined
  readonly onDone: (contact: ContactView, number: NumberView | undefined) => void
  readonly onCancel: () => void
}

export function Forms({ compose, doing, chosen, onDone, onCancel }: FormsProps) {
  const added = (contact: ContactView): void => onDone(contact, contact.numbers[0])
  switch (doing.at) {
    case 'shown':
    case 'choosing':
      return null
    case 'adding':
      return <ContactForm initial={typedContact(doing.typed)} onDone={added} onCancel={onCancel} />
    case 'typing-number':
      return <TypedDialog typed={doing.typed} onDone={added} onCancel={onCancel} />
    default:
      return chosen ? (
        <OneWay way={doing.at} compose={compose} chosen={chosen} onDone={onDone} onCancel={onCancel} />
      ) : null
  }
}

type OneWayProps = Omit<FormsProps, 'doing' | 'chosen'> & { readonly way: Way; readonly chosen: Chosen }

function OneWay({ way, compose, chosen, onDone, onCancel }: OneWayProps) {
  const { contact, number } = chosen
  const checked = (now: ContactView): void =>
    onDone(
      now,
      now.numbers.find(({ id }) => id === number.id),
    )
  const props = { contact, number, onDone: checked, onCancel }
  switch (way) {
    case 'call-back':
      return <CallBackForm contact={contact} numberId={number.id} onDone={checked} onCancel={onCancel} />
    case 'directory':
      return <DirectoryDialog {...props} />
    case 'read-back':
      return <ReadBackDialog {...props} />
    case 'test-fax':
      return <TestFaxDialog {...props} onDone={onCancel} />
    case 'approve':
      return <ApprovalDialog compose={compose} chosen={chosen} onOver={onCancel} />
    default:
      return unreachable(way, 'way out')
  }
}

/** What was searched for begins the new contact: digits as its number, anything else as its name. */
const typedContact = (typed: string) => (/^[\d\s()+.-]{4,}$/.test(typed) ? { fax: typed } : { organisation: typed })
