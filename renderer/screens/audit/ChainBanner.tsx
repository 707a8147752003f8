/** The chain's state, before its contents: verified, broken with the first bad entry named, or not verified yet. */
import { ShieldCheck, ShieldQuestionMark, ShieldX } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { CheckpointView, VerificationAnswer, VerificationView } from '#app/contract/record/audit.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { dateClock, number } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { BrokenMeaning } from './BrokenMeaning.tsx'
import { VerifyingBanner } from './Verifying.tsx'

type Broken = Extract<VerificationView, { result: 'broken' }>
type Intact = Extract<VerificationView, { result: 'intact' }>

type ChainBannerProps = {
  readonly verification: VerificationView | undefined
  readonly checkpoint: CheckpointView | undefined
  readonly onVerified: () => void
  readonly onShow: (sequence: number) => void
}

export function ChainBanner({ verification, checkpoint, onVerified, onShow }: ChainBannerProps) {
  const { busy, fault, run } = useAct()
  const verified = (answer: VerificationAnswer): void => {
    if (answer.result === 'stopped')
      useToasts.getState().show({ tone: 'info', text: words.auditScreen.verifying.stopped(number(answer.entries)) })
    onVerified()
  }
  const again = (
    <Button size="sm" onClick={() => void run(() => call('audit.verify', {}), verified)}>
      {words.audit.verifyNow}
    </Button>
  )
  if (busy) return <VerifyingBanner />
  return (
    <>
      {!verification && <UnverifiedBanner again={again} />}
      {verification?.result === 'intact' && (
        <IntactBanner intact={verification} checkpoint={checkpoint} again={again} />
      )}
      {verification?.result === 'broken' && (
        <BrokenBanner broken={verification} onShow={onShow} onAnswered={onVerified} again={again} />
      )}
      {fault && <FaultNote fault={fault} />}
    </>
  )
}

const UnverifiedBanner = ({ again }: { readonly again: ReactNode }) => (
  <div className="banner chain">
    <ShieldQuestionMark className="i i-20" aria-hidden />
    <span className="grow c2">{words.audit.notVerified}</span>
    {again}
  </div>
)

type IntactBannerProps = {
  readonly intact: Intact
  readonly checkpoint: CheckpointView | undefined
  readonly again: ReactNode
}

const IntactBanner = ({ intact, checkpoint, again }: IntactBannerProps) => (
  <div className="banner ok chain" title={words.auditScreen.verifiedAt(dateClock(intact.at))}>
    <ShieldCheck className="i i-20" aria-hidden />
    <div className="grow">
      <span className="ttl">{words.audit.intact(intact.entries)}</span>
      <span className="c2">{intactLine(checkpoint)}</span>
    </div>
    {again}
  </div>
)

function intactLine(checkpoint: CheckpointView | undefined): string {
  const last = checkpoint ? `, ${words.audit.checkpoint(checkpoint.sequence, dateClock(checkpoint.at))}` : ''
  return `${last}. ${words.audit.intactNote}`
}

type BrokenBannerProps = {
  readonly broken: Broken
  readonly onShow: (sequence: number) => void
  readonly onAnswered: () => void
  readonly again: ReactNode
}

function BrokenBanner({ broken, onShow, onAnswered, again }: BrokenBannerProps) {
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
      {asking && <BrokenMeaning why={broken.why} onClose={() => setAsking(false)} onAnswered={onAnswered} />}
    </div>
  )
}
