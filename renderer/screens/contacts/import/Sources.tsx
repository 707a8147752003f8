/** Where contacts come from: a file, the directory server, or an import that waits; and what was imported before. */
import { FolderOpen, Server } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ImportView } from '#app/contract/book/contact-imports.ts'
import { importKindWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { useRight } from '#renderer/state/session.ts'
import type { Import } from './useImport.ts'

const text = words.contactImport

export function Sources({ run }: { readonly run: Import }) {
  const mayImport = useRight('contacts.change')
  const mayConfigure = useRight('settings.change')
  const [address, setAddress] = useState('')
  const [earlier, setEarlier] = useState<readonly ImportView[]>([])
  useEffect(() => {
    void call('contacts.directoryServer', {}).then((outcome) => outcome.ok && setAddress(outcome.value.address))
    if (!mayImport) return
    void call('contacts.imports', {}).then((outcome) => outcome.ok && setEarlier(outcome.value.imports))
  }, [mayImport])
  return (
    <>
      {mayImport && (
        <section className="import-source" aria-label={text.file}>
          <span className="col g1">
            <b className="med">{text.file}</b>
            <span className="txs c2">{text.fileHint}</span>
          </span>
          <Button kind="primary" icon={FolderOpen} first onClick={() => void run.openFile()}>
            {text.choose}
          </Button>
        </section>
      )}
      <section className="import-source" aria-label={text.server}>
        <span className="col g1">
          <b className="med">{text.server}</b>
          <span className="txs c2">{address ? text.serverHint(new URL(address).host) : text.noServer}</span>
        </span>
        {mayImport && address !== '' && (
          <Button icon={Server} onClick={() => void run.openServer()}>
            {text.ask}
          </Button>
        )}
        {mayConfigure && <Address key={address} saved={address} onSaved={setAddress} />}
      </section>
      {earlier.length > 0 && <Earlier run={run} imports={earlier} />}
    </>
  )
}

type AddressProps = { readonly saved: string; readonly onSaved: (address: string) => void }

function Address({ saved, onSaved }: AddressProps) {
  const [typed, setTyped] = useState(saved)
  const [wrong, setWrong] = useState(false)
  const save = async (): Promise<void> => {
    const outcome = await call('contacts.setDirectoryServer', { address: typed })
    setWrong(!outcome.ok)
    if (outcome.ok) onSaved(outcome.value.address)
  }
  return (
    <form
      className="import-address"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field
        label={text.address}
        value={typed}
        onChange={setTyped}
        hint={text.addressHint}
        error={wrong ? text.addressWrong : undefined}
        maxLength={300}
      />
      <Button type="submit" disabled={typed.trim() === saved}>
        {text.saveAddress}
      </Button>
    </form>
  )
}

const Earlier = ({ run, imports }: { readonly run: Import; readonly imports: readonly ImportView[] }) => (
  <section className="col g2" aria-labelledby="earlier-imports">
    <h3 className="label" id="earlier-imports">
      {text.earlier}
    </h3>
    <ul className="import-earlier">
      {imports.map((view) => (
        <li key={view.id}>
          <span className="col">
            <span className="ell" id={view.id}>
              {view.source}
            </span>
            <span className="txs c2">
              {[importKindWords[view.kind], date(view.at), text.stages[view.stage]].join(' · ')}
              {view.stage === 'done' && ` · ${text.added(view.added)}`}
            </span>
          </span>
          {(view.stage === 'read' || view.stage === 'reading') && (
            <Button describedBy={view.id} onClick={() => run.goOn(view)}>
              {text.goOn}
            </Button>
          )}
          {view.stage === 'done' && (
            <Button describedBy={view.id} onClick={() => void run.undo(view.id)}>
              {text.undo}
            </Button>
          )}
        </li>
      ))}
    </ul>
  </section>
)
