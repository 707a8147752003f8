/** One of several recipients: who, how its number stands, why it would not get the fax, and what to do about that. */
import { CircleX, PhoneCall, TriangleAlert, X } from 'lucide-react'
import { sendable } from '#app/domain/contact/contact.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { checkWords, words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { useRight } from '#renderer/state/session.ts'
import type { Chosen } from '../Blocked.tsx'
import type { Each } from './useEach.ts'

type OneOfProps = {
  readonly one: Each
  readonly onLeave: () => void
  readonly onCallBack: (chosen: Chosen) => void
}

const text = words.groups.send

export function OneOf({ one: { contact, number, checks }, onLeave, onCallBack }: OneOfProps) {
  const mayVerify = useRight('contacts.change')
  const name = contact?.organisation ?? text.gone
  const callable = mayVerify && number && !sendable(number.standing) && number.standing !== 'blocked'
  return (
    <li className="several-one">
      <div className="grow min0">
        <div className="row g2">
          <b className="med tsm ell">{contact ? <Covered name={contact.organisation} /> : text.gone}</b>
          {number && <VerificationBadge number={number} />}
        </div>
        {contact && number && (
          <div className="t2xs c2 ell">
            {[contact.department, contact.person].filter(Boolean).map((part) => `${part} · `)}
            <span className="tel">{shownNumber(number.e164)}</span>
          </div>
        )}
        {checks.map(({ result, verdict }) => (
          <p key={result} className={`txs row g1h mt1 ${verdict === 'stop' ? 'c-bad' : 'c-warn'}`}>
            {verdict === 'stop' ? (
              <CircleX className="i i-14" aria-hidden />
            ) : (
              <TriangleAlert className="i i-14" aria-hidden />
            )}
            <span className="pretty">{text.why(result) ?? checkWords[result].says}</span>
          </p>
        ))}
        {contact && callable && (
          <Button kind="link" size="sm" icon={PhoneCall} onClick={() => onCallBack({ contact, number })}>
            {text.callBack(name)}
          </Button>
        )}
      </div>
      <IconButton icon={X} label={text.leave(name)} onClick={onLeave} />
    </li>
  )
}
