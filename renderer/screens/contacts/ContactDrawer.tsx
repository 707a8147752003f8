/** One contact: how its number stands and why, who vouched for it, and what one can do next. */
import { Ban, Pencil, PenLine, ShieldCheck, UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import type { ContactView, NumberView } from '#app/contract/contacts.ts'
import { sendable } from '#app/domain/contact.ts'
import type { ContactId } from '#app/domain/ids.ts'
import { shownNumber } from '#app/domain/phone.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { CallBackForm } from '#renderer/parts/contact/CallBackForm.tsx'
import { ContactForm } from '#renderer/parts/contact/ContactForm.tsx'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { standingLooks, standingText } from '#renderer/parts/contact/VerificationBadge.tsx'
import { Drawer } from '#renderer/parts/Drawer.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { RevokeDialog } from './RevokeDialog.tsx'

const text = words.contacts

type ContactDrawerProps = { readonly id: ContactId; readonly focused: boolean; readonly onClose: () => void }

export function ContactDrawer({ id, focused, onClose }: ContactDrawerProps) {
  const { view, again } = useAnswer('contacts.read', { id }, ['contact.changed'])
  return (
    <Drawer label={text.details} focused={focused} onClose={onClose}>
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && <Details contact={view.value} onClose={onClose} />}
    </Drawer>
  )
}

type Doing = 'nothing' | 'changing' | 'calling' | 'blocking'

function Details({ contact, onClose }: { readonly contact: ContactView; readonly onClose: () => void }) {
  const [doing, setDoing] = useState<Doing>('nothing')
  const mayChange = useRight('contacts.change')
  const [number] = contact.numbers
  const done = (said: string) => () => {
    setDoing('nothing')
    useToasts.getState().show({ tone: 'ok', text: said })
  }
  const stop = (): void => setDoing('nothing')
  return (
    <>
      <div className="side-head">
        <OrgMark name={contact.organisation} />
        <div className="grow">
          <h2 className="tmd semi">
            <Covered name={contact.organisation} />
          </h2>
          {contact.department && (
            <div className="txs c2">
              <Private>{contact.department}</Private>
            </div>
          )}
        </div>
        <span className="end row">
          {mayChange && <IconButton icon={Pencil} label={text.edit} onClick={() => setDoing('changing')} />}
          <IconButton icon={X} label={text.close} onClick={onClose} />
        </span>
      </div>
      <div className="scroll grow" tabIndex={0} role="group" aria-label={text.details}>
        {number && <StandingHero number={number} {...(mayChange ? { onVerify: () => setDoing('calling') } : {})} />}
        <Facts contact={contact} />
        <History contact={contact} />
      </div>
      <Foot contact={contact} onBlock={() => setDoing('blocking')} />
      {doing === 'changing' && <ContactForm initial={contact} onCancel={stop} onDone={done(text.saved)} />}
      {doing === 'calling' && number && (
        <CallBackForm contact={contact} numberId={number.id} onCancel={stop} onDone={done(text.verified)} />
      )}
      {doing === 'blocking' && number && <RevokeDialog number={number} onCancel={stop} onDone={done(text.blocked)} />}
    </>
  )
}

function sayingOf({ standing, at, until, byShortName }: NumberView): string {
  if (standing === 'unverified') return text.says.unverified
  if (standing === 'revoked') return text.says.revoked(byShortName ?? '', date(at ?? 0))
  return text.says[standing](date(at ?? 0), date(until ?? 0))
}

function StandingHero({ number, onVerify }: { readonly number: NumberView; readonly onVerify?: () => void }) {
  const { icon: Icon, tone } = standingLooks[number.standing]
  return (
    <div className={`hero ${tone}`}>
      <div className="row g2">
        <Icon className={`i i-20 c-${tone}`} aria-hidden />
        <b className="tlg">{standingText(number)}</b>
      </div>
      <p className="txs c2 pretty">{sayingOf(number)}</p>
      {number.reason && (
        <p className="txs pretty">
          <Private>{number.reason}</Private>
        </p>
      )}
      {onVerify && (
        <div className="row g2">
          <Button
            size="sm"
            icon={ShieldCheck}
            kind={number.standing === 'verified' ? 'plain' : 'primary'}
            onClick={onVerify}
          >
            {number.standing === 'unverified' || number.standing === 'revoked' ? text.verify : text.verifyAgain}
          </Button>
        </div>
      )}
    </div>
  )
}

function Facts({ contact }: { readonly contact: ContactView }) {
  const rows: readonly (readonly [string, string, boolean])[] = [
    [text.fax, shownNumber(contact.numbers[0]?.e164 ?? ''), true],
    [text.phone, shownNumber(contact.voice), true],
    [text.person, contact.person, false],
    [text.note, contact.note, false],
  ]
  return (
    <section className="side-sec first">
      <dl className="defs">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value, tel]) => (
            <div key={label} className="defs-row">
              <dt>{label}</dt>
              <dd className={tel ? 'tel' : 'pretty'}>{tel ? value : <Private>{value}</Private>}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function History({ contact }: { readonly contact: ContactView }) {
  const [number] = contact.numbers
  const look = number && standingLooks[number.method ? 'verified' : 'revoked']
  return (
    <section className="side-sec">
      <h3>{text.history}</h3>
      <ol className="tl">
        {number?.at !== undefined && look && (
          <li>
            <span className={`node ${look.tone}`}>
              <look.icon className="i" aria-hidden />
            </span>
            <div>
              <span className="med">{number.method ? text.calledBack : text.stoppedHere}</span>
              <div className="sub">
                {number.spokeWith ? (
                  <Private>{text.spokeTo(number.byShortName ?? '', number.spokeWith)}</Private>
                ) : (
                  number.byShortName
                )}
              </div>
              {number.called && <div className="sub tel">{shownNumber(number.called)}</div>}
            </div>
            <span className="when">{date(number.at)}</span>
          </li>
        )}
        <li>
          <span className="node">
            <UserPlus className="i" aria-hidden />
          </span>
          <div>
            <span className="med">{text.addedAt}</span>
            <div className="sub">{contact.addedByShortName}</div>
            {contact.source && <div className="sub">{text.importedFrom(contact.source)}</div>}
          </div>
          <span className="when">{date(contact.addedAt)}</span>
        </li>
      </ol>
      <p className="txs c3 mt3">
        {contact.lastSentAt === undefined ? text.unused : text.usedOn(date(contact.lastSentAt))}
      </p>
    </section>
  )
}

function Foot({ contact, onBlock }: { readonly contact: ContactView; readonly onBlock: () => void }) {
  const maySend = useRight('fax.send')
  const mayChange = useRight('contacts.change')
  const [number] = contact.numbers
  if (!number || !(maySend || mayChange)) return null
  const ready = sendable(number.standing)
  return (
    <div className="side-foot">
      {maySend && (
        <Button
          icon={PenLine}
          className="grow"
          disabled={!ready}
          {...(ready ? {} : { title: text.newFaxWhy })}
          onClick={() => void beginFax(number)}
        >
          {text.newFax}
        </Button>
      )}
      {mayChange && number.standing !== 'revoked' && (
        <Button kind="danger" icon={Ban} onClick={onBlock}>
          {text.block}
        </Button>
      )}
    </div>
  )
}

/** A new draft to this number, and on to it. */
async function beginFax({ id }: NumberView): Promise<void> {
  const made = await call('drafts.create', {})
  const saved = made.ok
    ? await call('drafts.save', {
        id: made.value.id,
        revision: made.value.revision,
        content: { ...made.value.content, numberId: id },
      })
    : made
  if (saved.ok) useNavigation.getState().go({ screen: 'send', draftId: saved.value.id })
  else useToasts.getState().show({ tone: 'bad', text: faultText(saved.fault) })
}
