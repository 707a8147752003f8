/** How the chosen entry hangs in the chain: its number, its link, its checksum, and whether it holds. */
import { Check, CircleHelp, Link2, ShieldX, Unlink2 } from 'lucide-react'
import type { EntryView, VerificationView } from '#app/contract/record/audit.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { number } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { proofOf, shortHash } from './filter.ts'

type EntryFootProps = { readonly entry: EntryView; readonly verification: VerificationView | undefined }

export function EntryFoot({ entry, verification }: EntryFootProps) {
  const mayOpen = useRight('fax.read')
  const proof = proofOf(entry.sequence, verification)
  const looks = {
    holds: { icon: Check, tone: 'ok', text: words.audit.holds },
    'first-bad': { icon: ShieldX, tone: 'bad', text: words.auditScreen.firstBad },
    'not-proven': { icon: Unlink2, tone: 'warn', text: words.audit.notProven },
    unknown: { icon: CircleHelp, tone: '', text: words.auditScreen.notVerifiedYet },
  } as const
  const { icon: Icon, tone, text } = looks[proof]
  return (
    <section className="entry" aria-label={words.auditScreen.entryNumber(number(entry.sequence))}>
      <span className="row g2">
        <Link2 className="i" aria-hidden />
        <b className="med">{words.auditScreen.entryNumber(number(entry.sequence))}</b>
      </span>
      <span className="c2">{words.audit.linked(entry.sequence - 1)}</span>
      <span className="mono t2xs c2" title={entry.hash}>
        sha256 {shortHash(entry.hash)}
      </span>
      <span className="c2 aud-what">{words.audit.what(entry.subject, entry.details, entry.names)}</span>
      <span className="end row g2">
        <span className={tone ? `st ${tone}` : 'st'}>
          <Icon className="i" aria-hidden />
          {text}
        </span>
        {mayOpen && /^FD-\d+$/.test(entry.subject) && (
          <Button size="sm" onClick={() => void openFax(entry.subject)}>
            {words.auditScreen.openFax}
          </Button>
        )}
      </span>
    </section>
  )
}

async function openFax(reference: string): Promise<void> {
  const outcome = await call('faxes.list', { filter: 'all', text: reference, limit: 5 })
  const fax = outcome.ok ? outcome.value.faxes.find((one) => one.reference === reference) : undefined
  if (fax) useNavigation.getState().go({ screen: 'delivery', faxId: fax.id })
  else useToasts.getState().show({ tone: 'info', text: words.auditScreen.faxGone })
}
