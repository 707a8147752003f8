/** The left side: what the report is about, and what narrows it. Only fields that the kind takes are shown. */
import { FileText, PenTool } from 'lucide-react'
import { useId, useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import { DisclosurePurpose, ReportKind, type ReportView } from '#app/contract/record/reports.ts'
import { purposeWords, words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import type { Filter } from '../filter.ts'
import { OwnDates, rangeOptions, rangePart } from '../Filters.tsx'
import { outcomesOf, takes, type ReportFormValues } from './form.ts'
import { ReviewDialog } from './ReviewDialog.tsx'

const w = words.auditScreen.report

type Change = (part: Partial<ReportFormValues>) => void

type ReportFormProps = {
  readonly form: ReportFormValues
  readonly choices: Output<'reports.choices'>
  /** What is still missing. */
  readonly wrong: string | undefined
  readonly busy: boolean
  readonly onChange: Change
  readonly onMake: () => void
  readonly onReviewed: (report: ReportView) => void
}

export function ReportForm({ form, choices, wrong, busy, onChange, onMake, onReviewed }: ReportFormProps) {
  const [reviewing, setReviewing] = useState(false)
  return (
    <section className="rep-side scroll" tabIndex={0} aria-label={w.options}>
      <Form className="col g3" onSubmit={onMake}>
        <Kinds kind={form.kind} onChange={(kind) => onChange({ kind, outcome: '' })} />
        <Fields form={form} choices={choices} onChange={onChange} />
        <div className="field">
          <span className="label">{w.paper}</span>
          <Segmented
            label={w.paper}
            value={form.paper}
            choices={[
              { value: 'letter', label: w.papers.letter },
              { value: 'a4', label: w.papers.a4 },
            ]}
            onChange={(paper) => onChange({ paper })}
          />
        </div>
        {wrong !== undefined && <FieldError text={wrong} />}
        <Button kind="primary" type="submit" icon={FileText} busy={busy} disabled={wrong !== undefined}>
          {w.make}
        </Button>
      </Form>
      <div className="col g2 mt4">
        <Button icon={PenTool} onClick={() => setReviewing(true)}>
          {w.review.open}
        </Button>
        <p className="t2xs c3">{w.zone(choices.zone)}</p>
        <p className="t2xs c3">{w.private[takes(form.kind).recipient || form.kind === 'fax' ? 'faxes' : 'record']}</p>
      </div>
      {reviewing && (
        <ReviewDialog
          dates={form.dates}
          paper={form.paper}
          onClose={() => setReviewing(false)}
          onSigned={(report) => {
            setReviewing(false)
            onReviewed(report)
          }}
        />
      )}
    </section>
  )
}

const kinds = ReportKind.options.map((own) => ({ own, title: words.reports.titles[own], lead: w.leads[own] }))

type KindsProps = { readonly kind: ReportKind; readonly onChange: (kind: ReportKind) => void }

/** Real radio buttons: one tab stop, arrows choose. */
function Kinds({ kind, onChange }: KindsProps) {
  const name = useId()
  return (
    <fieldset className="reps">
      <legend className="label mb2">{w.title}</legend>
      {kinds.map(({ own, title, lead }) => (
        <label key={own} className={own === kind ? 'rep on' : 'rep'}>
          <input
            type="radio"
            className="check-real"
            name={name}
            checked={own === kind}
            onChange={() => onChange(own)}
          />
          <span className={own === kind ? 'radio-dot on' : 'radio-dot'} aria-hidden />
          <span className="txs rep-words">
            <b className="med">{title}</b>
            {lead}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

type FieldsProps = Pick<ReportFormProps, 'form' | 'choices' | 'onChange'>

function Fields({ form, choices, onChange }: FieldsProps) {
  const field = takes(form.kind)
  const anyone = { value: '', label: words.audit.anyone }
  const people = choices.people.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      {field.reference && (
        <Field
          label={w.fax}
          value={form.reference}
          hint={w.faxHint}
          onChange={(reference) => onChange({ reference })}
        />
      )}
      {field.reference && (
        <Checkbox
          label={w.thumbnails}
          note={w.thumbnailsNote}
          on={form.thumbnails}
          onChange={(thumbnails) => onChange({ thumbnails })}
        />
      )}
      {field.dates && <Dates dates={form.dates} onChange={(part) => onChange({ dates: { ...form.dates, ...part } })} />}
      {field.person && (
        <Select
          label={w.person}
          value={form.actor}
          options={[anyone, ...people]}
          onChange={(actor) => onChange({ actor })}
        />
      )}
      {field.recipient && (
        <Field
          label={w.recipient}
          value={form.recipient}
          hint={w.recipientHint}
          onChange={(recipient) => onChange({ recipient })}
        />
      )}
      {field.line && (
        <Select
          label={w.line}
          value={form.lineId}
          options={[
            { value: '', label: w.anyLine },
            ...choices.lines.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(lineId) => onChange({ lineId })}
        />
      )}
      {field.outcome && (
        <Select
          label={w.outcome}
          value={form.outcome}
          options={[
            { value: '', label: w.anyOutcome },
            ...outcomesOf(form.kind).map((value) => ({ value, label: words.reports.outcomes[value] })),
          ]}
          onChange={(outcome) => onChange({ outcome })}
        />
      )}
      {field.purposes && <Purposes purposes={form.purposes} onChange={(purposes) => onChange({ purposes })} />}
    </>
  )
}

type PurposesProps = {
  readonly purposes: readonly DisclosurePurpose[]
  readonly onChange: (purposes: readonly DisclosurePurpose[]) => void
}

const Purposes = ({ purposes, onChange }: PurposesProps) => (
  <fieldset className="col g2">
    <legend className="label mb2">{w.purposes}</legend>
    {DisclosurePurpose.options.map((own) => (
      <Checkbox
        key={own}
        label={own === 'not-stated' ? words.reports.notStated : purposeWords[own].name}
        on={purposes.includes(own)}
        onChange={(on) =>
          onChange(DisclosurePurpose.options.filter((one) => (one === own ? on : purposes.includes(one))))
        }
      />
    ))}
    <p className="t2xs c3">{w.purposesNote}</p>
  </fieldset>
)

type DatesProps = { readonly dates: Filter; readonly onChange: (part: Partial<Filter>) => void }

const Dates = ({ dates, onChange }: DatesProps) => (
  <>
    <Select
      label={w.dates}
      value={dates.range}
      options={rangeOptions}
      onChange={(range) => onChange(rangePart(range))}
    />
    {dates.range === 'own' && (
      <div className="row g2 wrap">
        <OwnDates dates={dates} onChange={onChange} />
      </div>
    )}
  </>
)
