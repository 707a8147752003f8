/** Before anything is added: which column is which, how many rows are good, and why the others are not. */
import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ImportRow } from '#app/contract/contact-imports.ts'
import { ImportField, type ImportMapping } from '#app/domain/contact-import.ts'
import { shownNumber } from '#app/domain/phone.ts'
import { importFieldWords, rowFindingWords, words } from '#app/words/index.ts'
import { Select } from '#renderer/parts/form/Select.tsx'
import { Body, Cell, rowRole, Table } from '#renderer/parts/list/Table.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { readyIn, type Chosen, type Import } from './useImport.ts'

const text = words.contactImport
/** More rows than this nobody reads here. */
const shownAtMost = 60
const none = 'none'

export function Looking({ run, chosen }: { readonly run: Import; readonly chosen: Chosen }) {
  const { rows } = chosen.preview
  const ready = readyIn(chosen.preview)
  const others = rows.filter(({ finding }) => finding !== 'ready')
  const shown = [...others, ...ready].slice(0, shownAtMost)
  return (
    <>
      <Columns run={run} chosen={chosen} />
      <section className="col g2" aria-label={text.preview}>
        <p className="row g4 wrap">
          <span className="st ok">
            <CircleCheck className="i" aria-hidden />
            {text.ready(ready.length)}
          </span>
          {others.length > 0 && (
            <span className="st warn">
              <CircleAlert className="i" aria-hidden />
              {text.others(others.length)}
            </span>
          )}
        </p>
        <Rows rows={shown} />
        {shown.length < rows.length && <p className="t2xs c3">{text.firstOf(shown.length, rows.length)}</p>}
      </section>
    </>
  )
}

function Columns({ run, chosen }: { readonly run: Import; readonly chosen: Chosen }) {
  const { titles, mapping } = chosen.preview
  const options = [
    { value: none, label: text.noColumn },
    ...titles.map((title, column) => ({ value: String(column), label: title || String(column + 1) })),
  ]
  const change = (field: ImportField, value: string): void => {
    const { [field]: _, ...rest } = mapping
    const next: ImportMapping = value === none ? rest : { ...rest, [field]: Number(value) }
    void run.remap(chosen, next)
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

const columns = [{ title: text.line, className: 'r' }, { title: text.name }, { title: text.fax }, { title: text.what }]

const Rows = ({ rows }: { readonly rows: readonly ImportRow[] }) => (
  <div className="import-rows scroll" tabIndex={0} role="group" aria-label={text.preview}>
    <Table className="imp" label={text.preview} columns={columns}>
      <Body>
        {rows.map((row) => (
          <tr key={row.line} {...rowRole()}>
            <Cell className="r num c3">{row.line}</Cell>
            <Cell>
              <span className="ell">{row.fields.organisation && <Private>{row.fields.organisation}</Private>}</span>
            </Cell>
            <Cell className="tel ell">{row.e164 ? shownNumber(row.e164) : row.fax}</Cell>
            <Cell className={row.finding === 'ready' ? 'c2' : ''}>
              {rowFindingWords[row.finding]}
              {row.voiceLeftOut && `, ${text.voiceLeftOut}`}
            </Cell>
          </tr>
        ))}
      </Body>
    </Table>
  </div>
)
