/** What a line does by itself: calls and minutes of each failure, calls at once, and who takes over. */
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { LineView } from '#app/contract/lines.ts'
import type { OutboxLine } from '#app/contract/desk/outbox.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { rulesIn, rulesTyped, tunables, type TypedLadder, type TypedRules } from './rules.ts'

const text = words.outbox.rules

type RulesDialogProps = {
  readonly line: LineView
  readonly outbox: OutboxLine
  readonly lines: readonly LineView[]
  readonly onClose: () => void
}

export function RulesDialog({ line, outbox, lines, onClose }: RulesDialogProps) {
  const [typed, setTyped] = useState(() => rulesTyped(outbox.rules))
  const [asked, setAsked] = useState(false)
  const { busy, fault, run } = useAct()
  const rules = rulesIn(typed, outbox.callsAtMost)
  const done = (): void => {
    useToasts.getState().show({ tone: 'ok', text: text.saved(line.name) })
    onClose()
  }
  const save = (): void => {
    setAsked(true)
    if (rules) void run(() => call('lines.rules', { id: line.id, rules }), done)
  }
  const others = outbox.mayTakeOver.map((id) => ({ value: id, label: lines.find((one) => one.id === id)?.name ?? id }))
  return (
    <ActDialog
      title={text.title(line.name)}
      lead={text.lead}
      icon={RotateCw}
      onClose={onClose}
      act={text.save}
      busy={busy}
      onAct={save}
    >
      <div className="col g4">
        <Ladders typed={typed} onChange={setTyped} />
        <Field
          label={text.callsAtOnce}
          hint={text.callsAtOnceHint(outbox.callsAtMost)}
          inputMode="numeric"
          maxLength={2}
          value={typed.callsAtOnce}
          onChange={(callsAtOnce) => setTyped({ ...typed, callsAtOnce })}
        />
        <Select
          label={text.takesOver}
          hint={text.takesOverHint}
          value={typed.failoverTo}
          options={[{ value: '', label: text.nobody }, ...others]}
          onChange={(failoverTo) => setTyped({ ...typed, failoverTo })}
        />
        {line.forms.length > 1 && (
          <Select
            label={text.form}
            hint={text.formHint}
            value={typed.form}
            options={line.forms.map((value) => ({ value, label: text.forms[value] }))}
            onChange={(form) => setTyped({ ...typed, form })}
          />
        )}
        <Select
          label={text.call}
          hint={text.callHint}
          value={typed.call}
          options={(['usual', 'fast', 'slow', 'plain', 'plain-mr'] as const).map((value) => ({
            value,
            label: text.calls[value],
          }))}
          onChange={(call) => setTyped({ ...typed, call })}
        />
        <div className="two">
          <Field
            label={text.perMinute}
            hint={text.priceHint}
            inputMode="decimal"
            maxLength={8}
            value={typed.usdPerMinute}
            onChange={(usdPerMinute) => setTyped({ ...typed, usdPerMinute })}
          />
          <Field
            label={text.perPage}
            inputMode="decimal"
            maxLength={8}
            value={typed.usdPerPage}
            onChange={(usdPerPage) => setTyped({ ...typed, usdPerPage })}
          />
        </div>
        {asked && !rules && <FieldError text={text.wrong} />}
        {fault && <FaultNote fault={fault} />}
      </div>
    </ActDialog>
  )
}

type LaddersProps = { readonly typed: TypedRules; readonly onChange: (typed: TypedRules) => void }

const Ladders = ({ typed, onChange }: LaddersProps) => (
  <div className="col g3">
    {tunables.map((reason) => {
      const put = (part: Partial<TypedLadder>): void =>
        onChange({ ...typed, ladders: { ...typed.ladders, [reason]: { ...typed.ladders[reason], ...part } } })
      const { calls, minutes } = typed.ladders[reason]
      const what = text.ladder[reason]
      return (
        <div key={reason} className="two level">
          <Field
            label={text.callsOf(what)}
            inputMode="numeric"
            maxLength={2}
            value={calls}
            onChange={(value) => put({ calls: value })}
          />
          <Field
            label={text.minutesOf(what)}
            inputMode="numeric"
            maxLength={3}
            value={minutes}
            onChange={(value) => put({ minutes: value })}
          />
        </div>
      )
    })}
    <p className="txs c2">{text.own}</p>
  </div>
)
