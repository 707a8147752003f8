/** A fax being put together: head, page strip, preview, details. */
import { Check, Trash2, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useEffect } from 'react'
import { faultText, words } from '#app/words/index.ts'
import { clock } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { onMac, useShortcuts } from '#renderer/state/keys.ts'
import { useRoom } from '#renderer/state/layout.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { standOn } from '#renderer/state/person/standing.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { call } from '#renderer/bridge.ts'
import type { Compose } from './compose.ts'
import { PasswordDialog } from './intake/PasswordDialog.tsx'
import { useChooser } from './intake/useChooser.tsx'
import type { Over } from './intake/useFiles.ts'
import { undoOrRedo, useScreenKeys } from './keys.ts'
import { Desk } from './pages/Desk.tsx'
import { Strip } from './pages/strip/Strip.tsx'
import { useCover } from './pages/useCover.ts'
import { Steps } from './panels/Steps.tsx'
import { useCompose } from './useCompose.ts'

type ComposingProps = {
  readonly compose: Compose
  readonly over: Over | undefined
  readonly onFiles: (files: readonly File[]) => void
}

export function Composing({ compose, over, onFiles }: ComposingProps) {
  const { choose, field } = useChooser(onFiles)
  const cover = useCover(compose)
  // Pages first, and whom they go to a moment later: both at once would hold up the window.
  const whole = useDeferredValue(true, false)
  useRoom(true)
  const draftId = useCompose(compose, ({ view }) => view.id)
  useEffect(() => standOn({ screen: 'send', draftId }), [draftId])
  useScreenKeys((event) => {
    const change = undoOrRedo(event, onMac())
    if (change) compose.edit({ do: change })
    return change !== undefined
  })
  return (
    <div className="compose">
      {field}
      <Head compose={compose} />
      <Strip compose={compose} cover={cover} onAdd={choose} />
      <Desk compose={compose} cover={cover} over={over} />
      {whole && <Steps compose={compose} cover={cover} />}
      <PasswordDialog compose={compose} />
      <Said compose={compose} />
    </div>
  )
}

/** For those who listen: what was added, moved, turned. */
const Said = ({ compose }: { readonly compose: Compose }) => (
  <p className="sr" role="status">
    {useCompose(compose, ({ said }) => said)}
  </p>
)

function Head({ compose }: { readonly compose: Compose }) {
  const go = useNavigation((state) => state.go)
  const later = async (): Promise<void> => {
    if (!(await compose.keep())) return
    useToasts.getState().show({ tone: 'ok', text: words.send.finishedLater })
    go({ screen: 'drafts' })
  }
  useShortcuts({ 'mod+s': () => void later() })
  return (
    <div className="c-head">
      <h1 className="tlg">{words.send.title}</h1>
      <Saved compose={compose} />
      <span className="end row g1">
        <Button kind="quiet" size="sm" icon={Trash2} onClick={() => void discard(compose)}>
          {words.send.discard}
        </Button>
        <Button size="sm" onClick={() => void later()}>
          {words.send.finishLater}
          <Kbd keys="mod+s" />
        </Button>
      </span>
    </div>
  )
}

/** The words change only with the minute, so that they are not read out at every keystroke. */
function Saved({ compose }: { readonly compose: Compose }) {
  const saving = useCompose(compose, (state) => state.saving)
  const savedAt = useCompose(compose, ({ view }) => view.savedAt)
  useEffect(() => {
    if (saving.at !== 'faulted') return
    const timer = setInterval(() => void compose.keep(), retryMs)
    return () => clearInterval(timer)
  }, [compose, saving.at])
  if (saving.at === 'faulted') {
    return (
      <span className="row g1h t2xs c-bad grow" role="alert">
        <TriangleAlert className="i i-14" aria-hidden />
        <span className="ell" title={faultText(saving.fault)}>
          {words.send.notSaved}. {faultText(saving.fault)}
        </span>
      </span>
    )
  }
  return (
    <span className="row g1h t2xs c3" role="status" data-saving={saving.at}>
      <Check className="i i-14" aria-hidden />
      <span className="ell">{words.send.saved(clock(savedAt))}</span>
    </span>
  )
}

/** A save that failed is tried again this often, in ms. */
const retryMs = 10_000

async function discard(compose: Compose): Promise<void> {
  const { id } = compose.store.getState().view
  const { show } = useToasts.getState()
  const { go } = useNavigation.getState()
  await compose.keep()
  const fault = await compose.discard()
  if (fault) return show({ tone: 'bad', text: faultText(fault) })
  const restore = async (): Promise<void> => {
    const outcome = await call('drafts.restore', { id })
    if (outcome.ok) go({ screen: 'send', draftId: id })
    else show({ tone: 'bad', text: faultText(outcome.fault) })
  }
  show({ tone: 'ok', text: words.send.discarded, action: { label: words.common.undo, run: () => void restore() } })
  go({ screen: 'send' })
}
