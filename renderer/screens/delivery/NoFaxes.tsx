/** An empty list says why it is empty and what to do. */
import { CircleCheck, PenLine, Send } from 'lucide-react'
import type { FaxFilter } from '#app/contract/desk/faxes.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useRight } from '#renderer/state/session.ts'

const text = words.deliveryScreen.empty

type NoFaxesProps = { readonly filter: FaxFilter; readonly narrowed: boolean; readonly onClear: () => void }

export function NoFaxes({ filter, narrowed, onClear }: NoFaxesProps) {
  const maySend = useRight('fax.send')
  const go = useNavigation((state) => state.go)
  const clear = <Button onClick={onClear}>{text.clear}</Button>
  if (filter === 'needs-you')
    return (
      <Empty icon={CircleCheck} title={text.nobodyNeeded} action={clear}>
        {text.nobodyNeededText}
      </Empty>
    )
  if (narrowed)
    return (
      <Empty icon={Send} title={text.none} action={clear}>
        {text.noneText}
      </Empty>
    )
  const begin = maySend && (
    <Button kind="primary" icon={PenLine} onClick={() => go({ screen: 'send' })}>
      {text.newFax}
    </Button>
  )
  return (
    <Empty icon={Send} title={text.title} action={begin}>
      {text.text}
    </Empty>
  )
}
