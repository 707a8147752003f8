/**
 * A table whose rows are grids, so that columns can drop out as it gets narrower. Drawn as grids, rows and cells are
 * no longer rows and cells to a screen reader unless they say so themselves (design, "Components").
 */
import type { ReactNode, Ref } from 'react'
import type { WindowOf } from './useWindow.ts'

const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const

type Named = { readonly className?: string | undefined; readonly children?: ReactNode }

export type Column = { readonly title: string; readonly className?: string; readonly quiet?: boolean }

type TableProps = {
  readonly label: string
  readonly className: string
  readonly columns: readonly Column[]
  /** All rows there are, heads included; -1 when nobody knows. Left out where all are drawn. */
  readonly rowCount?: number
  readonly children: ReactNode
}

export const Table = ({ label, className, columns, rowCount, children }: TableProps) => (
  <table {...roles.table} className={`rows ${className}`} aria-label={label} aria-rowcount={rowCount}>
    <thead {...roles.group}>
      <tr {...roles.row} aria-rowindex={rowCount === undefined ? undefined : 1}>
        {columns.map((column) => (
          <th key={column.title} {...roles.column} className={column.className}>
            {column.quiet ? <span className="sr">{column.title}</span> : column.title}
          </th>
        ))}
      </tr>
    </thead>
    {children}
  </table>
)

type BodyProps = {
  readonly children: ReactNode
  /** The rows that are drawn; room is kept for the others. */
  readonly shown?: Pick<WindowOf, 'before' | 'after'>
  readonly ref?: Ref<HTMLTableSectionElement>
}

export const Body = ({ children, shown, ref }: BodyProps) => (
  <tbody {...roles.group} ref={ref} style={shown && { paddingTop: shown.before, paddingBottom: shown.after }}>
    {children}
  </tbody>
)

/** What makes a `<tr>` a row. @param index its place among all rows, counted from 0 without the heads of the columns */
export const rowRole = (index?: number) => ({
  ...roles.row,
  'aria-rowindex': index === undefined ? undefined : index + 2,
})

/** The head of a group of rows, across all columns. */
export const GroupRow = ({
  index,
  columns,
  children,
}: Named & { readonly index: number; readonly columns: number }) => (
  <tr {...rowRole(index)} className="group">
    <td {...roles.cell} aria-colspan={columns}>
      {children}
    </td>
  </tr>
)

export const Cell = ({ className, children }: Named) => (
  <td {...roles.cell} className={className}>
    {children}
  </td>
)
