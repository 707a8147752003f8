/** Before anything is imported: which column is which, what was found, and what is to become of it. */
import { useState } from 'react'
import type { ImportView } from '#app/contract/book/contact-imports.ts'
import { choicesFor, ImportField, RowFinding, type ImportMapping } from '#app/domain/contact/contact-import.ts'
import { importFieldWords, rowFindingWords, words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import { ChipSelect, Select } from '#renderer/parts/form/Select.tsx'
import { ChoiceOf } from './ChoiceOf.tsx'
import { Rows } from './Rows.tsx'
import { rowsIn, type Import } from './useImport.ts'

const text = words.contactImport
const none = 'none'

type Props = { readonly run: Import; readonly view: ImportView }

export function Looking({ run, view }: Props) {
  const [finding, setFinding] = useState<RowFinding | 'all'>('all')
  const found = RowFinding.options.filter((one) => view.groups.some((group) => group.finding === one))
  const shown = finding !== 'all' && found.includes(finding) ? finding : 'all'
  const options = [
    { value: 'all' as const, label: text.all },
    ...found.map((one) => ({ value: one, label: rowFindingWords[one] })),
  ]
  return (
    <>
      {view.titles && view.mapping && <Columns run={run} id={view.id} titles={view.titles} mapping={view.mapping} />}
      <Findings run={run} view={view} found={found} />
      <section className="col g2" aria-label={text.preview}>
        <span>
          <ChipSelect label={text.show} value={shown} options={options} onChange={setFinding} />
        </span>
        <Rows key={shown} run={run} view={view} finding={shown === 'all' ? undefined : shown} />
      </section>
    </>
  )
}

type ColumnsProps = {
  readonly run: Import
  readonly id: ImportView['id']
  readonly titles: readonly string[]
  readonly mapping: ImportMapping
}

function Columns({ run, id, titles, mapping }: ColumnsProps) {
  const options = [
    { value: none, label: text.noColumn },
    ...titles.map((title, column) => ({ value: String(column), label: title || String(column + 1) })),
  ]
  const change = (field: ImportField, value: string): void => {
    const { [field]: _, ...rest } = mapping
    const next: ImportMapping = value === none ? rest : { ...rest, [field]: Number(value) }
    void run.remap(id, next)
  }
  return (
    <fieldset className="import-columns">
      <legend className="label">{text.columns}</legend>
      {ImportField.options.map((field) => (
        <Select
          key={field}
          label={importFieldWords[field]}
          value={String(mapping[field] ?? none)}
          options={options}
          onChange={(value) => change(field, value)}
        />
      ))}
    </fieldset>
  )
}

type FindingsProps = Props & { readonly found: readonly RowFinding[] }

/** How many rows of each kind, and one choice for all of a kind. */
const Findings = ({ run, view, found }: FindingsProps) => (
  <section className="col g2" aria-labelledby="import-findings">
    <h3 className="label" id="import-findings">
      {text.findings}
    </h3>
    <ul className="import-findings">
      {found.map((finding) => {
        const groups = view.groups.filter((group) => group.finding === finding)
        const choices = choicesFor(finding)
        const [most] = groups.toSorted((a, b) => b.rows - a.rows)
        return (
          <li key={finding}>
            <span className="num r">{number(rowsIn(groups))}</span>
            <span>{rowFindingWords[finding]}</span>
            {choices.length > 1 ? (
              <ChoiceOf
                label={text.choiceForAll(rowFindingWords[finding])}
                value={most?.choice ?? 'skip'}
                choices={choices}
                onChange={(choice) => void run.choose(view.id, choice, { finding })}
              />
            ) : (
              <span className="txs c2">{text.leftOut}</span>
            )}
          </li>
        )
      })}
    </ul>
  </section>
)
