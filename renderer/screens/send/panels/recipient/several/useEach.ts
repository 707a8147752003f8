/** Each recipient as main says of the saved draft, or, until that is saved, as it was just chosen. */
import { useCallback, useMemo, useState } from 'react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { Check } from '#app/domain/fax/preflight.ts'
import type { NumberId } from '#app/domain/ids.ts'
import type { Compose } from '../../../compose.ts'
import { recipientsOf } from '../../../editor/draft-editor.ts'
import { useCompose } from '../../../useCompose.ts'

export type Each = {
  readonly numberId: NumberId
  readonly contact: ContactView | undefined
  readonly number: NumberView | undefined
  /** What main found; nothing while it has not looked. */
  readonly checks: readonly Check[]
}

export function useEach(compose: Compose) {
  const content = useCompose(compose, ({ editor }) => editor.content)
  const view = useCompose(compose, (state) => state.view)
  const [known, setKnown] = useState<readonly ContactView[]>([])
  const know = useCallback((contact: ContactView) => setKnown((before) => [contact, ...before]), [])
  const each = useMemo(
    () =>
      recipientsOf(content).map((numberId): Each => {
        const judged = view.recipients.find((one) => one.numberId === numberId)
        const all = [judged?.contact, view.recipient, ...known]
        const contact = all.find((one) => one?.numbers.some(({ id }) => id === numberId))
        const number = contact?.numbers.find(({ id }) => id === numberId)
        return { numberId, contact, number, checks: judged?.checks ?? none }
      }),
    [content, view, known],
  )
  return { each, know }
}

const none: readonly Check[] = []
