/** One line: what it is, its agreement, how it stands, what its last check found, and what can be done about it. */
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  Cloud,
  FileCheck,
  FileX,
  GraduationCap,
  PhoneOutgoing,
  Server,
  ShieldCheck,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import type { LineView } from '#app/contract/lines.ts'
import type { OutboxLine } from '#app/contract/desk/outbox.ts'
import type { AgreementStanding, Finding, LineKind } from '#app/domain/fax/line.ts'
import { kindEntry } from '#app/domain/line-kinds/index.ts'
import { words } from '#app/words/index.ts'
import { clock, date, dateClock } from '#renderer/format.ts'
import { Badge, type BadgeTone } from '#renderer/parts/Badge.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'

const w = words.lines

export type LineAct = 'check' | 'agreement' | 'rules' | 'change' | 'remove'

type LineCardProps = {
  readonly line: LineView
  /** How it does, and what was set for it; absent until known. */
  readonly outbox?: OutboxLine | undefined
  /** Undefined for people who may only look. */
  readonly onAct?: ((act: LineAct) => void) | undefined
  readonly checking: boolean
}

const icons = { training: GraduationCap, own: Server, cloud: Cloud } as const
const placeOf = (kind: LineKind): keyof typeof icons => (kind === 'training' ? kind : kindEntry(kind).place)

export function LineCard({ line, outbox, onAct, checking }: LineCardProps) {
  const Icon = icons[placeOf(line.kind)]
  return (
    <article className={['lcard', toneOf(line)].filter(Boolean).join(' ')} aria-label={line.name}>
      <div className="lrow">
        <span className="lic">
          <Icon className="i i-20" aria-hidden />
        </span>
        <div className="lname">
          <div className="row g2 wrap">
            <b className="semi tmd">{line.name}</b>
            {line.training && <TrainingMark />}
          </div>
          <div className="txs c2">{describe(line)}</div>
        </div>
        <AgreementCell line={line} />
        <StandingCell line={line} />
      </div>
      <Notice line={line} />
      {outbox?.paused && <Paused paused={outbox.paused} />}
      {[...line.reminders, ...(line.check?.findings ?? [])].map((finding) => (
        <FindingRow key={finding.finding} finding={finding} />
      ))}
      <Cannot line={line} />
      {onAct && !line.training && <Acts line={line} onAct={onAct} checking={checking} />}
    </article>
  )
}

function toneOf({ standing, agreementStanding }: LineView): 'warn' | 'bad' | undefined {
  if (standing === 'no-agreement' || standing === 'agreement-expired' || standing === 'stopped') return 'bad'
  return standing === 'unchecked' || agreementStanding === 'ends-soon' ? 'warn' : undefined
}

/** What kind it is, and where it is reached. */
function describe({ kind, settings }: LineView): string {
  if (kind === 'training' || !settings) return w.training
  const { place, experimental } = kindEntry(kind)
  const at = 'host' in settings ? `${settings.host}:${settings.port}` : settings.address
  return [w.places[place], w.kinds[kind].name, ...(experimental ? [w.experimental.toLowerCase()] : []), at].join(' · ')
}

const agreementLooks: Readonly<Record<AgreementStanding, readonly [LucideIcon, BadgeTone]>> = {
  'not-needed': [ShieldCheck, 'neutral'],
  valid: [FileCheck, 'ok'],
  'ends-soon': [FileCheck, 'warn'],
  none: [FileX, 'bad'],
  expired: [FileX, 'bad'],
}

function AgreementCell({ line: { agreement, agreementStanding } }: { readonly line: LineView }) {
  const [icon, tone] = agreementLooks[agreementStanding]
  const who = agreement && (agreement.kind === 'baa' ? w.signedWith(agreement.company) : w.runBy(agreement.operator))
  return (
    <div className="lcell">
      <Badge icon={icon} tone={tone}>
        {w.agreements[agreementStanding]}
      </Badge>
      <span className="t2xs c3">{agreementStanding === 'not-needed' ? w.nobody : who}</span>
      {agreement?.expiresAt !== undefined && <span className="t2xs c3">{w.until(date(agreement.expiresAt))}</span>}
    </div>
  )
}

function StandingCell({ line }: { readonly line: LineView }) {
  const { standing, check, sending, waiting } = line
  const busy = sending + waiting > 0
  const good = standing === 'ready' || standing === 'training'
  const Icon = busy ? PhoneOutgoing : good ? CircleCheck : standing === 'unchecked' ? CircleDashed : Ban
  const tone = busy ? 'info' : good ? 'ok' : standing === 'unchecked' ? '' : 'bad'
  return (
    <div className="lcell">
      <span className={`st ${tone}`}>
        <Icon className="i" aria-hidden />
        {busy ? w.busy(sending, waiting) : w.standings[standing]}
      </span>
      {!line.training && (
        <span className="t2xs c3">
          {check ? w.checkedAt(dateClock(check.at), check.findings.length) : w.neverChecked}
        </span>
      )}
    </div>
  )
}

/** Why it carries nothing, or soon will not. */
function Notice({ line: { standing, agreementStanding, agreement } }: { readonly line: LineView }) {
  const ends = agreementStanding === 'ends-soon' && agreement?.expiresAt !== undefined
  const text = w.blocked[standing] ?? (ends ? w.endsSoon(date(agreement.expiresAt ?? 0)) : undefined)
  if (!text) return null
  return (
    <div className="lfoot">
      <TriangleAlert className="i" aria-hidden />
      <span>{text}</span>
    </div>
  )
}

const Paused = ({ paused: { why, until } }: { readonly paused: NonNullable<OutboxLine['paused']> }) => (
  <div className="lfoot" role="status">
    <CirclePause className="i" aria-hidden />
    <span>{words.outbox.paused[why](clock(until))}</span>
  </div>
)

function FindingRow({ finding: { finding, verdict } }: { readonly finding: Finding }) {
  const { says, next } = w.findings[finding]
  const Icon = verdict === 'stop' ? Ban : TriangleAlert
  return (
    <div className="lfoot">
      <Icon className="i" aria-hidden />
      <span>
        <b className="med">{says}</b> {next}
      </span>
    </div>
  )
}

/** What its service cannot do: said before somebody counts on it. */
function Cannot({ line: { abilities } }: { readonly line: LineView }) {
  const sentences = abilities ? w.cannot(abilities) : []
  if (sentences.length === 0) return null
  return (
    <details className="lfoot lcannot">
      <summary>{w.cannotTitle}</summary>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  )
}

type ActsProps = {
  readonly line: LineView
  readonly onAct: (act: LineAct) => void
  readonly checking: boolean
}

function Acts({ line, onAct, checking }: ActsProps) {
  const needsAgreement = line.standing === 'no-agreement' || line.standing === 'agreement-expired'
  return (
    <div className="lfoot lacts">
      <Button size="sm" kind="danger" title={w.removeLine(line.name)} className="start" onClick={() => onAct('remove')}>
        {w.remove}
      </Button>
      <Button size="sm" title={words.outbox.rules.openFor(line.name)} onClick={() => onAct('rules')}>
        {words.outbox.rules.open}
      </Button>
      <Button size="sm" title={w.changeLine(line.name)} onClick={() => onAct('change')}>
        {w.change}
      </Button>
      <Button
        size="sm"
        kind={needsAgreement ? 'primary' : 'plain'}
        title={w.agreementOf(line.name)}
        onClick={() => onAct('agreement')}
      >
        {w.agreement}
      </Button>
      <Button
        size="sm"
        kind={needsAgreement ? 'plain' : 'primary'}
        title={w.checkLine(line.name)}
        busy={checking}
        onClick={() => onAct('check')}
      >
        {w.check}
      </Button>
    </div>
  )
}
