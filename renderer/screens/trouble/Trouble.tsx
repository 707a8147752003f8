/**
 * The records cannot be opened. One screen a kind: what happened, what was left alone, what to do. None offers to
 * delete anything; where a password or the recovery key can help, the way to it stands first.
 */
import {
  CircleArrowUp,
  CloudOff,
  DatabaseZap,
  FileKey,
  FileLock,
  FileX,
  HardDrive,
  HardDriveDownload,
  Hourglass,
  KeyRound,
  PencilOff,
  type LucideIcon,
} from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { StatusView } from '#app/contract/people/session.ts'
import { words, type TroubleKind } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Gate } from '../sign-in/Gate.tsx'
import { Recover } from '../sign-in/Recover.tsx'
import { SignIn } from '../sign-in/SignIn.tsx'

const icons: Readonly<Record<TroubleKind, LucideIcon>> = {
  'wrong-key': KeyRound,
  damaged: DatabaseZap,
  busy: Hourglass,
  full: HardDrive,
  'read-only': PencilOff,
  'newer-version': CircleArrowUp,
  'keychain-changed': FileLock,
  unreadable: HardDriveDownload,
  'store-missing': CloudOff,
  'keys-missing': FileKey,
  'keys-damaged': FileX,
}

/**
 * How one gets on. keys: a password or the sheet is what is missing. retry: mended outside, then opened by signing in.
 * close: nothing here can help; Faxdesk looks anew when it is started.
 */
const ways: Readonly<Record<TroubleKind, 'keys' | 'retry' | 'close'>> = {
  'wrong-key': 'keys',
  'keychain-changed': 'keys',
  busy: 'retry',
  full: 'retry',
  'read-only': 'retry',
  unreadable: 'retry',
  'store-missing': 'retry',
  damaged: 'close',
  'newer-version': 'close',
  'keys-missing': 'close',
  'keys-damaged': 'close',
}

export function Trouble({ status }: { readonly status: StatusView }) {
  const [open, setOpen] = useState<'card' | 'password' | 'sheet'>('card')
  const kind = status.trouble ?? 'unreadable'
  // Signing in needs names, and those come from the key file.
  const way = status.people.length > 0 ? ways[kind] : 'close'
  if (way !== 'close' && open === 'password') return <SignIn status={status} />
  if (way !== 'close' && open === 'sheet') {
    return <Recover status={status} first={undefined} onBack={() => setOpen('card')} />
  }
  return (
    <Gate status={status} className="trouble">
      <TroubleCard kind={kind}>
        {way === 'close' ? (
          <Button kind="primary" size="lg" onClick={() => window.close()}>
            {words.trouble.close}
          </Button>
        ) : (
          <Button kind="primary" size="lg" onClick={() => setOpen('password')}>
            {way === 'keys' ? words.trouble.password : words.trouble.retry}
          </Button>
        )}
        {way === 'keys' && (
          <Button size="lg" icon={KeyRound} onClick={() => setOpen('sheet')}>
            {words.trouble.sheet}
          </Button>
        )}
      </TroubleCard>
    </Gate>
  )
}

function TroubleCard({ kind, children }: { readonly kind: TroubleKind; readonly children: ReactNode }) {
  const Icon = icons[kind]
  const { title, what, steps } = words.trouble.kinds[kind]
  return (
    <section className="trouble-card" aria-labelledby="trouble-title">
      <span className="dlg-ic warn">
        <Icon className="i i-20" aria-hidden />
      </span>
      <h1 className="txl" id="trouble-title">
        {title}
      </h1>
      <p className="c2 pretty">{what}</p>
      <p className="med">{words.trouble.kept}</p>
      <h2 className="tsm semi mt2">{words.trouble.todo}</h2>
      <ol className="trouble-steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className="row g2 wrap mt3">{children}</div>
    </section>
  )
}
