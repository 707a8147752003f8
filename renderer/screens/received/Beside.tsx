/** Beside the pages: who sent them, whether their number is trusted, and the facts of the fax. */
import { BookUser, ShieldCheck } from 'lucide-react'
import type { ReceivedView } from '#app/contract/desk/received.ts'
import { standingWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { dateClock, telephone } from '#renderer/format.ts'
import { Badge } from '#renderer/parts/Badge.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { standingLooks } from '#renderer/parts/contact/VerificationBadge.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { senderOf } from './ReceivedList.tsx'

const text = words.received
const w = text.side

export const Beside = ({ fax }: { readonly fax: ReceivedView }) => (
  <aside className="side rx-side scroll" aria-label={w.label}>
    <Head fax={fax} />
    {fax.sender && <Sender fax={fax} sender={fax.sender} />}
    <section className="side-sec">
      <h3>{w.about}</h3>
      <dl className="defs">
        <dt>{w.line}</dt>
        <dd>{fax.line}</dd>
        <dt>{w.at}</dt>
        <dd className="num">{dateClock(fax.at)}</dd>
        <dt>{w.length}</dt>
        <dd className="num">{fax.pages}</dd>
        <dt>{w.copy}</dt>
        <dd>{text.copies[fax.lineCopy]}</dd>
        {fax.opened && (
          <>
            <dt>{w.opened}</dt>
            <dd>{w.openedBy(fax.opened.by, dateClock(fax.opened.at))}</dd>
          </>
        )}
      </dl>
    </section>
  </aside>
)

function Head({ fax }: { readonly fax: ReceivedView }) {
  const { sender, from } = fax
  const note = from ? w.notInContacts : w.noNumber
  return (
    <div className="side-head">
      {sender && <OrgMark name={sender.organisation} />}
      <div className="col g1 grow">
        <h2 className="tmd">{sender ? <Covered name={sender.organisation} /> : <Private>{senderOf(fax)}</Private>}</h2>
        {sender && from && (
          <span className="txs c2 num">
            <Private>{telephone(from)}</Private>
          </span>
        )}
        {sender ? <Standing standing={sender.standing} /> : <span className="txs c2">{note}</span>}
      </div>
    </div>
  )
}

type SenderView = NonNullable<ReceivedView['sender']>

function Standing({ standing }: Pick<SenderView, 'standing'>) {
  const { icon, tone } = standingLooks[standing]
  return (
    <span>
      <Badge tone={tone} icon={icon}>
        {standingWords[standing]}
      </Badge>
    </span>
  )
}

/** A real fax that is here proves where the number leads, once a person saw who wrote it. */
function Sender({ fax, sender }: { readonly fax: ReceivedView; readonly sender: SenderView }) {
  const mayChange = useRight('contacts.change')
  const go = useNavigation((state) => state.go)
  const { busy, fault, run } = useAct()
  const open = sender.standing !== 'verified' && sender.standing !== 'blocked' && sender.standing !== 'pending'
  const proves = mayChange && open && fax.state === 'kept' && !fax.training
  const verify = (): Promise<void> =>
    run(
      () => call('contacts.verifyByReceived', { numberId: sender.numberId, receivedId: fax.id }),
      () => useToasts.getState().show({ tone: 'ok', text: w.verified }),
    )
  return (
    <section className="side-sec col g2">
      {proves && (
        <>
          <Button icon={ShieldCheck} busy={busy} onClick={() => void verify()}>
            {w.confirm}
          </Button>
          <p className="t2xs c2 pretty">{w.confirmNote}</p>
        </>
      )}
      <Button kind="quiet" icon={BookUser} onClick={() => go({ screen: 'contacts', contactId: sender.id })}>
        {w.contact}
      </Button>
      {fault && <FaultNote fault={fault} />}
    </section>
  )
}
