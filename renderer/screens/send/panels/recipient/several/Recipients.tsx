/** Whom the fax goes to: one recipient, or several, each a fax of its own. This file decides only which is shown. */
import { useState, type RefObject } from 'react'
import type { Compose } from '../../../compose.ts'
import { recipientsOf } from '../../../editor/draft-editor.ts'
import { useCompose } from '../../../useCompose.ts'
import { Recipient } from '../Recipient.tsx'
import { Several } from './Several.tsx'

type RecipientsProps = { readonly compose: Compose; readonly panel: RefObject<HTMLElement | null> }

export function Recipients({ compose, panel }: RecipientsProps) {
  const count = useCompose(compose, ({ editor }) => recipientsOf(editor.content).length)
  const [adding, setAdding] = useState(false)
  return count > 1 || (adding && count > 0) ? (
    <Several compose={compose} panel={panel} adding={adding} onAdding={setAdding} />
  ) : (
    <Recipient compose={compose} panel={panel} onAlso={() => setAdding(true)} />
  )
}
