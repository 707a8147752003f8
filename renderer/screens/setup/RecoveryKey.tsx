/** The recovery key on its card, the ways to copy it, and the check of the copy. */
import { Pencil, Printer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { faultText, words } from '#app/words/index.ts'
import { date } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Mark } from '#renderer/parts/Brand.tsx'
import { PrintSheet } from '#renderer/parts/print/PrintSheet.tsx'
import type { RecoveryCheck } from './useRecoveryCheck.ts'

const w = words.setup.key

type RecoveryKeyProps = { readonly practice: string; readonly groups: readonly string[]; readonly check: RecoveryCheck }

export function RecoveryKey({ practice, groups: texts, check }: RecoveryKeyProps) {
  const [today] = useState(() => date(Date.now()))
  const card = { practice, today, groups: texts.map((text, index) => ({ number: index + 1, text })) }
  const print = (): void => {
    check.copy()
    window.print()
  }
  return (
    <>
      <div className="wiz-two narrow mt6">
        <KeyCard {...card} covered={check.stored} />
        <div className="col g3">
          <Button size="lg" icon={Printer} onClick={print} disabled={check.stored}>
            {w.print}
          </Button>
          <Button size="lg" icon={Pencil} onClick={check.copy} pressed={check.copied} disabled={check.stored}>
            {w.write}
          </Button>
          <p className="txs c2 pretty">{w.keep}</p>
        </div>
      </div>
      <CopyCheck check={check} />
      {!check.stored && (
        <PrintSheet>
          <PrintedKey {...card} />
          <PrintedKey {...card} />
        </PrintSheet>
      )}
    </>
  )
}

function CopyCheck({ check }: { readonly check: RecoveryCheck }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (check.stored) field.current?.focus()
  }, [check.stored])
  return (
    <div className="confirm mt6">
      <Checkbox
        label={w.stored}
        note={w.storedNote}
        on={check.stored}
        disabled={!check.copied}
        onChange={check.store}
      />
      {check.stored && (
        <div className="confirm-field">
          <Field
            ref={field}
            label={w.type(check.group + 1)}
            mono
            value={check.typed}
            onChange={check.type}
            maxLength={20}
            error={check.fault && faultText(check.fault)}
          />
        </div>
      )}
    </div>
  )
}

type Card = {
  readonly practice: string
  readonly today: string
  readonly groups: readonly { readonly number: number; readonly text: string }[]
}

const KeyCard = ({ practice, today, groups, covered }: Card & { readonly covered: boolean }) => (
  <section className="keycard" aria-label={words.setup.steps.key.title}>
    <div className="row between top">
      <div>
        <b className="tmd semi">{w.card}</b>
        <div className="txs c2">
          {practice} · {today}
        </div>
      </div>
      <Mark size={28} />
    </div>
    <ol className={groups.length > 6 ? 'keygrid many' : 'keygrid'}>
      {groups.map(({ number, text }) => (
        <li key={number}>
          <span className="t2xs c3 num" aria-hidden>
            {number}
          </span>
          {covered ? (
            <span className="mono c3">
              <span className="sr">{w.groupCovered(number)}</span>
              <span aria-hidden>{'•'.repeat(text.length)}</span>
            </span>
          ) : (
            <span className="mono">{text}</span>
          )}
        </li>
      ))}
    </ol>
    <p className="t2xs c3">{covered ? w.covered : w.noMisread}</p>
  </section>
)

const PrintedKey = ({ practice, today, groups }: Card) => (
  <section className="sheet key-sheet">
    <h1>{w.card}</h1>
    <p className="sub">
      {practice} · {today}
    </p>
    <ol className="key-groups">
      {groups.map(({ number, text }) => (
        <li key={number}>
          <span>{number}</span>
          <b>{text}</b>
        </li>
      ))}
    </ol>
    <p>{w.sheetUse}</p>
    <p>{w.noMisread}</p>
    <p>{w.keep}</p>
  </section>
)
