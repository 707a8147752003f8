/**
 * The records cannot be opened. One screen a kind: what happened, what was left alone, what to do. None offers to
 * delete anything; where a password or the recovery key can help, the way to it stands first.
 */
import {
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
  ArrowUpCircle,
  type LucideIcon,
} from 'lucide-react'
import { useState } from 'react'
import type { StatusView } from '#app/contract/session.ts'
import { words, type TroubleKind } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { useSession } from '#renderer/state/session.ts'
import { Gate } from '../sign-in/Gate.tsx'
import { Recover } from '../sign-in/Recover.tsx'
import { SignIn } from '../sign-in/SignIn.tsx'

const icons: Readonly<Record<TroubleKind, LucideIcon>> = {
  'wrong-key': KeyRound,
  damaged: DatabaseZap,
  busy: Hourglass,
  full: HardDrive,
  'read-only': PencilOff,
  'newer-version': ArrowUpCircle,
  'keychain-changed': FileLock,
  unreadable: HardDriveDownload,
  'store-missing': CloudOff,
  'keys-missing': FileKey,
  'keys-damaged': FileX,
}

/** Kinds in which a person who knows a password or holds the sheet can still get in. */
const openable: readonly TroubleKind[] = ['keychain-changed', 'wrong-key']

export function Trouble({ status }: { readonly status: StatusView }) {
  const [way, setWay] = useState<'none' | 'password' | 'sheet'>('none')
  const kind = status.trouble ?? 'unreadable'
  const canOpen = openable.includes(kind) && status.people.length > 0
  if (canOpen && way === 'password') return <SignIn status={status} />
  if (canOpen && way === 'sheet') return <Recover status={status} first={undefined} onBack={() => setWay('none')} />
  return (
    <Gate status={status} className="trouble">
      <TroubleCard kind={kind}>
        {canOpen && (
          <>
            <Button kind="primary" size="lg" onClick={() => setWay('password')}>
              {words.trouble.password}
            </Button>
            <Button size="lg" icon={KeyRound} onClick={() => setWay('sheet')}>
              {words.trouble.sheet}
            </Button>
          </>
        )}
        <LookAgain primary={!canOpen} />
      </TroubleCard>
    </Gate>
  )
}

function LookAgain({ primary }: { readonly primary: boolean }) {
  const refresh = useSession((state) => state.refresh)
  const [busy, setBusy] = useState(false)
  const look = async (): Promise<void> => {
    setBusy(true)
    await refresh()
    setBusy(false)
  }
  return (
    <Button kind={primary ? 'primary' : 'plain'} size="lg" busy={busy} onClick={() => void look()}>
      {words.trouble.look}
    </Button>
  )
}

function TroubleCard({ kind, children }: { readonly kind: TroubleKind; readonly children: React.ReactNode }) {
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
