/** Which folder the scanner saves to, and whether its files go once they are safe. */
import { FolderSearch } from 'lucide-react'
import { useState } from 'react'
import type { Input } from '#app/contract/index.ts'
import type { InboxView } from '#app/contract/desk/scans.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Badge } from '#renderer/parts/Badge.tsx'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PartHead } from './PartHead.tsx'

const w = words.scans.settings

export function ScannerPart() {
  const { view, again, put } = useAnswer('inbox.read', {}, ['scans.changed'])
  const [fault, setFault] = useState<Fault>()
  const change = async (input: Input<'inbox.change'>): Promise<void> => {
    const outcome = await call('inbox.change', input)
    setFault(outcome.ok ? undefined : outcome.fault)
    if (!outcome.ok) return
    const same = view.at === 'shown' && JSON.stringify(view.value) === JSON.stringify(outcome.value)
    put(outcome.value)
    if (!same) useToasts.getState().show({ tone: 'ok', text: w.saved })
  }
  return (
    <>
      <PartHead title={w.title} lead={w.lead} />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && (
        <div className="set-form col g5">
          <Folder inbox={view.value} onChange={(input) => void change(input)} />
          <Checkbox
            label={w.removes}
            note={w.removesHint}
            on={view.value.removeOriginals}
            onChange={(removeOriginals) => void change({ removeOriginals })}
          />
        </div>
      )}
      {fault && <FaultNote fault={fault} />}
    </>
  )
}

type FolderProps = { readonly inbox: InboxView; readonly onChange: (input: Input<'inbox.change'>) => void }

const Folder = ({ inbox: { folder, standing }, onChange }: FolderProps) => (
  <section className="col g2">
    <h3 className="tsm semi row g2">
      {w.folder}
      {folder !== null && (
        <Badge tone={standing === 'watching' ? 'ok' : 'warn'}>{words.scans.standing[standing]}</Badge>
      )}
    </h3>
    <p className="txs c2 break">{folder ?? w.folderNone}</p>
    {standing === 'missing' && <Banner tone="warn">{words.scans.missing}</Banner>}
    {standing === 'no-access' && <Banner tone="warn">{words.scans.noAccess}</Banner>}
    <div className="row g2">
      <Button icon={FolderSearch} onClick={() => onChange({ folder: 'choose' })}>
        {folder === null ? w.choose : w.change}
      </Button>
      {folder !== null && (
        <Button kind="quiet" onClick={() => onChange({ folder: 'off' })}>
          {w.stop}
        </Button>
      )}
    </div>
  </section>
)
