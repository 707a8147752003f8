/** Rows that wait, some at a time: what each says, what was found, and what to do with it. */
import { useEffect, useState } from 'react'
import type { ImportRow, ImportView } from '#app/contract/book/contact-imports.ts'
import { choicesFor, type RowChoice, type RowFinding } from '#app/domain/contact/contact-import.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { leftOutWords, missingPartWords, rowFindingWords, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Body, Cell, rowRole, Table } from '#renderer/parts/list/Table.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { ChoiceOf } from './ChoiceOf.tsx'
import type { Import } from './useImport.ts'

const text = words.contactImport
const rowsAtOnce = 60

type Props = { readonly run: Import; readonly view: ImportView; readonly finding: RowFinding | undefined }

export function Rows({ run, view, finding }: Props) {
  const { rows, whole, more } = useRowsOf(view, finding)
  return (
    <>
      <div className="import-rows scroll" tabIndex={0} role="group" aria-label={text.preview}>
        <Table className="imp" label={text.preview} columns={columns}>
          <Body>
            {rows.map((row) => (
              <tr key={row.row} {...rowRole()}>
                <Cell className="r num c3">{row.line}</Cell>
                <Cell>
                  <span className="col">
                    <span className="ell">{row.organisation && <Private>{nameOf(row)}</Private>}</span>
                    <span className="t2xs c2 ell">{[row.specialty, placeOf(row)].filter(Boolean).join(' · ')}</span>
                  </span>
                </Cell>
                <Cell className="tel ell">{row.numbers.map(shownNumber).join(', ') || row.fax}</Cell>
                <Cell>
                  <Found row={row} />
                </Cell>
                <Cell>
                  <Choice run={run} view={view} row={row} />
                </Cell>
              </tr>
            ))}
          </Body>
        </Table>
      </div>
      {!whole && (
        <span>
          <Button onClick={more}>{text.more}</Button>
        </span>
      )}
    </>
  )
}

const columns = [
  { title: text.line, className: 'r' },
  { title: text.name },
  { title: text.fax },
  { title: text.what },
  { title: text.choice },
]

const nameOf = ({ organisation, department, person }: ImportRow): string =>
  [organisation, person || department].filter(Boolean).join(', ')

const placeOf = ({ address: { city, state } }: ImportRow): string => [city, state].filter(Boolean).join(', ')

function Found({ row }: { readonly row: ImportRow }) {
  const notes = [...row.leftOut.map((part) => leftOutWords[part]), ...row.missing.map((part) => missingPartWords[part])]
  return (
    <span className="col">
      <span className={row.finding === 'ready' ? 'c2' : ''}>{[rowFindingWords[row.finding], ...notes].join(', ')}</span>
      {row.contact && (
        <span className="t2xs c2">
          <Private>{text.here(row.contact.name)}</Private>
          {row.contact.e164 && ` ${shownNumber(row.contact.e164)}`}
        </span>
      )}
    </span>
  )
}

function Choice({ run, view, row }: Omit<Props, 'finding'> & { readonly row: ImportRow }) {
  const choices = choicesFor(row.finding)
  if (choices.length < 2) return <span className="txs c2">{text.leftOut}</span>
  return (
    <ChoiceOf
      label={text.choiceFor(row.line)}
      value={row.choice}
      choices={choices}
      onChange={(choice: RowChoice) => void run.choose(view.id, choice, { row: row.row })}
    />
  )
}

/** The rows so far; asked for again, as many as are shown, whenever the import answers anew. */
function useRowsOf(view: ImportView, finding: RowFinding | undefined) {
  const [rows, setRows] = useState<readonly ImportRow[]>([])
  const [whole, setWhole] = useState(true)
  const [pages, setPages] = useState(1)
  useEffect(() => {
    let gone = false
    void allRows(view, finding, pages).then((found) => {
      if (gone || !found) return
      setRows(found)
      setWhole(found.length < pages * rowsAtOnce)
    })
    return () => {
      gone = true
    }
  }, [view, finding, pages])
  return { rows, whole, more: () => setPages((now) => now + 1) }
}

async function allRows(
  { id }: ImportView,
  finding: RowFinding | undefined,
  pages: number,
): Promise<readonly ImportRow[] | undefined> {
  const rows: ImportRow[] = []
  for (let page = 0; page < pages; page += 1) {
    const after = rows.at(-1)?.row ?? 0
    const outcome = await call('contacts.importRows', { id, after, limit: rowsAtOnce, ...(finding ? { finding } : {}) })
    if (!outcome.ok) return undefined
    rows.push(...outcome.value.rows)
    if (outcome.value.rows.length < rowsAtOnce) break
  }
  return rows
}
