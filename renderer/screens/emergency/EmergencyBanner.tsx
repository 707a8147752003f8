/** The alarm of an emergency access: above every screen of a privacy officer, until somebody has looked into it. */
import { Siren } from 'lucide-react'
import { useState } from 'react'
import type { EmergencyView } from '#app/contract/people/hand-over.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { clock, dateClock } from '#renderer/format.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'

const w = words.emergency

export function EmergencyBanner({ count }: { readonly count: number }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      {count > 0 && (
        <Banner
          tone="bad"
          className="reminder"
          icon={Siren}
          title={w.banner(count)}
          actions={
            <Button size="sm" onClick={() => setOpen(true)}>
              {w.look}
            </Button>
          }
        >
          {w.bannerText}
        </Banner>
      )}
      {open && <Accesses onClose={() => setOpen(false)} />}
    </>
  )
}

function Accesses({ onClose }: { readonly onClose: () => void }) {
  const { view, again } = useAnswer('emergency.list', {})
  return (
    <Dialog
      title={w.list}
      lead={w.listLead}
      icon={Siren}
      tone="bad"
      className="wide-dialog"
      onClose={onClose}
      footer={
        <Button first onClick={onClose}>
          {words.common.close}
        </Button>
      }
    >
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && view.value.accesses.length === 0 && <p className="c2">{w.none}</p>}
      {view.at === 'shown' && (
        <ul className="accesses">
          {view.value.accesses.map((access) => (
            <AccessItem key={access.id} access={access} onDone={() => void again()} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function AccessItem({ access, onDone }: { readonly access: EmergencyView; readonly onDone: () => void }) {
  const { busy, fault, run } = useAct()
  const { person, acknowledged } = access
  const answer = (): void => void run(() => call('emergency.acknowledge', { id: access.id }), onDone)
  return (
    <li>
      <Avatar initials={person.initials} tint={person.tint} />
      <div className="grow col g1">
        <b className="med">
          {person.shortName} · <span className="num">{access.reference}</span>
        </b>
        <span className="txs c2 num">
          {dateClock(access.at)}, {w.until(clock(access.until))}
        </span>
        <span>
          {w.reasons[access.reason]}: {access.note}
        </span>
        {acknowledged && (
          <span className="txs c2">{w.acknowledged(acknowledged.by.shortName, dateClock(acknowledged.at))}</span>
        )}
        {fault && <FaultNote fault={fault} />}
      </div>
      {!acknowledged && (
        <Button size="sm" busy={busy} onClick={answer}>
          {w.acknowledge}
        </Button>
      )}
    </li>
  )
}
