/** The chain's state, before its contents: verified, broken with the first bad entry named, or not verified yet. */
import { ShieldCheck, ShieldQuestionMark, ShieldX } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { CheckpointView, VerificationView } from '#app/contract/audit.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { dateClock } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { BrokenMeaning } from './BrokenMeaning.tsx'

type Broken = Extract<VerificationView, { result: 'broken' }>

type ChainBannerProps = {
  readonly verification: VerificationView | undefined
  readonly checkpoint: CheckpointView | undefined
  readonly onVerified: () => void
  readonly onShow: (sequence: number) => void
}

export function ChainBanner({ verification, checkpoint, onVerified, onShow }: ChainBannerProps) {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const verify = async (): Promise<void> => {
    setBusy(true)
    const outcome = await call('audit.verify', {})
    setBusy(false)
    setFault(outcome.ok ? undefined : outcome.fault)
    if (outcome.ok) onVerified()
  }
  const again = (
    <Button size="sm" busy={busy} onClick={() => void verify()}>
      {words.audit.verifyNow}
    </Button>
  )
  return (
    <>
      {verification?.result === 'broken' ? (
        <BrokenBanner broken={verification} onShow={onShow} again={again} />
      ) : (
        <div
          className={verification ? 'banner ok chain' : 'banner chain'}
          title={verification && words.auditScreen.verifiedAt(dateClock(verification.at))}
        >
          {verification ? (
            <ShieldCheck className="i i-20" aria-hidden />
          ) : (
            <ShieldQuestionMark className="i i-20" aria-hidden />
          )}
          <div className="grow">
            {verification ? (
              <>
                <span className="ttl">{words.audit.intact(verification.entries)}</span>
                <span className="c2">{intactLine(checkpoint)}</span>
              </>
            ) : (
              <span className="c2">{words.audit.notVerified}</span>
            )}
          </div>
          {again}
        </div>
      )}
      {fault && <FaultNote fault={fault} />}
    </>
  )
}

function intactLine(checkpoint: CheckpointView | undefined): string {
  const last = checkpoint ? `, ${words.audit.checkpoint(checkpoint.sequence, dateClock(checkpoint.at))}` : ''
  return `${last}. ${words.audit.intactNote}`
}

type BrokenBannerProps = {
  readonly broken: Broken
  readonly onShow: (sequence: number) => void
  readonly again: ReactNode
}

function BrokenBanner({ broken, onShow, again }: BrokenBannerProps) {
  const [asking, setAsking] = useState(false)
  return (
    <div className="banner bad chain" role="alert">
      <ShieldX className="i i-20" aria-hidden />
      <div className="grow">
        <span className="ttl">{words.audit.broken(broken.firstBad)}</span>
        <span className="c2">. {words.audit.brokenNote(broken.why, broken.entries)}</span>
      </div>
      <Button kind="link" size="sm" onClick={() => setAsking(true)}>
        {words.auditScreen.meaning}
      </Button>
      <Button size="sm" onClick={() => onShow(broken.firstBad)}>
        {words.auditScreen.showEntry}
      </Button>
      {again}
      {asking && <BrokenMeaning why={broken.why} onClose={() => setAsking(false)} />}
    </div>
  )
}
