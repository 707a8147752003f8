/** The practice's own words on cover sheets: what holds, what waits for a second pair of eyes, and what held before. */
import { useState } from 'react'
import type { CoversView, CoverVersion } from '#app/contract/desk/covers.ts'
import { coverTemplates, type CoverTexts } from '#app/domain/pages/cover.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { dateClock } from '#renderer/format.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PartHead } from '../PartHead.tsx'
import { LogoPicture } from './LogoField.tsx'
import { TextsForm } from './TextsForm.tsx'

const w = words.cover.settings

export function CoversPart() {
  const { view, again, put } = useAnswer('covers.read', {})
  const { busy, fault, run } = useAct()
  const [round, setRound] = useState(0)
  const act = (asked: () => Promise<Outcome<CoversView>>, said: string): void =>
    void run(asked, (covers) => {
      put(covers)
      setRound(round + 1)
      useToasts.getState().show({ tone: 'ok', text: said })
    })
  return (
    <>
      <PartHead title={w.title} lead={w.lead} />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && (
        <div className="set-form col g5">
          {view.value.proposed && (
            <Proposed
              covers={view.value}
              proposed={view.value.proposed}
              busy={busy}
              onApprove={(version) => act(() => call('covers.approve', { version }), w.approved)}
              onDrop={(version) => act(() => call('covers.drop', { version }), w.dropped)}
            />
          )}
          <TextsForm
            key={round}
            texts={view.value.current.texts}
            readOnly={!view.value.mayWrite}
            busy={busy}
            onSave={(texts) => act(() => call('covers.write', texts), w.written)}
          />
          {fault && <FaultNote fault={fault} />}
          <Before versions={[view.value.current, ...view.value.before]} />
        </div>
      )}
    </>
  )
}

type ProposedProps = {
  readonly covers: CoversView
  readonly proposed: CoverVersion
  readonly busy: boolean
  readonly onApprove: (version: number) => void
  readonly onDrop: (version: number) => void
}

const Proposed = ({ covers, proposed, busy, onApprove, onDrop }: ProposedProps) => (
  <section className="col g3" aria-label={w.waits}>
    <Banner tone="info">
      {proposed.written ? w.waitsFrom(proposed.written.name, dateClock(proposed.written.at)) : w.waits}
    </Banner>
    <Texts version={proposed} />
    <div className="row g2">
      {covers.mayApprove && (
        <Button kind="primary" busy={busy} onClick={() => onApprove(proposed.version)}>
          {w.approve}
        </Button>
      )}
      {(covers.mayApprove || covers.mayWrite) && <Button onClick={() => onDrop(proposed.version)}>{w.drop}</Button>}
    </div>
    {!covers.mayApprove && <p className="txs c2">{w.another}</p>}
  </section>
)

const Texts = ({ version: { texts } }: { readonly version: CoverVersion }) => (
  <dl className="col g2 txs">
    <dt className="semi">{texts.noticeTitle}</dt>
    <dd className="pretty">{texts.notice}</dd>
    <dd className="c2">{w.urgentSays(texts.urgentNote)}</dd>
    <dd className="c2">{asksOf(texts)}</dd>
    {texts.logo && (
      <dd>
        <LogoPicture logo={texts.logo} />
      </dd>
    )}
  </dl>
)

function asksOf({ asked = {} }: CoverTexts): string {
  const sheets = coverTemplates.flatMap((sheet) => {
    const fields = asked[sheet] ?? []
    const named = fields.map((field) => w.fields[field])
    return fields.length > 0 ? [w.asks(words.send.cover.templates[sheet], named)] : []
  })
  return sheets.length > 0 ? `${w.asked}. ${sheets.join('; ')}` : w.asksNothing
}

/** Every version with who wrote it and who approved it. */
const Before = ({ versions }: { readonly versions: readonly CoverVersion[] }) => (
  <section className="col g2">
    <h3 className="tsm semi">{w.versions}</h3>
    <ol className="col g2">
      {versions.map((version) => (
        <li key={version.version} className="txs">
          <details>
            <summary>{summaryOf(version)}</summary>
            <Texts version={version} />
          </details>
        </li>
      ))}
    </ol>
  </section>
)

function summaryOf({ version, written, approved }: CoverVersion): string {
  if (!written || !approved) return w.own
  const on = dateClock(approved.at)
  return approved.alone ? w.aloneBy(version, written.name, on) : w.approvedBy(version, written.name, approved.name, on)
}
