/** What narrows the list: a reference or entry number, dates, a person, an act. */
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { EntryView } from '#app/contract/record/audit.ts'
import type { PersonFace } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { ChipSelect, type Option } from '#renderer/parts/form/Select.tsx'
import { useShortcuts } from '#renderer/state/keys.ts'
import { useRight } from '#renderer/state/session.ts'
import { dateField, noFilter, ranges, type Filter, type Range } from './filter.ts'

const w = words.auditScreen

type FiltersProps = {
  readonly filter: Filter
  readonly entries: readonly EntryView[]
  readonly onChange: (filter: Filter) => void
  readonly total: string
}

export function Filters({ filter, entries, onChange, total }: FiltersProps) {
  const people = usePeople(entries)
  const set = (part: Partial<Filter>): void => onChange({ ...filter, ...part })
  return (
    <div className="row g2 wrap" role="search">
      <SearchField text={filter.text} onChange={(text) => set({ text })} />
      <DateFilter filter={filter} onChange={set} />
      <ChipSelect
        label={words.audit.person}
        value={filter.actor}
        options={people}
        onChange={(actor) => set({ actor })}
      />
      <ChipSelect
        label={words.audit.actionColumn}
        value={filter.action}
        options={actions}
        onChange={(action) => set({ action })}
      />
      {filter !== noFilter && (
        <Button kind="link" size="sm" icon={X} onClick={() => onChange(noFilter)}>
          {w.clear}
        </Button>
      )}
      <span className="end txs c3 num">{total}</span>
    </div>
  )
}

function SearchField({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => field.current?.focus() })
  return (
    <span className="input search aud-search">
      <Search className="i i-14" aria-hidden />
      <input
        ref={field}
        className="bare"
        aria-label={words.audit.search}
        placeholder={words.audit.search}
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <Kbd keys="/" />
    </span>
  )
}

type DateFilterProps = { readonly filter: Filter; readonly onChange: (part: Partial<Filter>) => void }

const DateFilter = ({ filter, onChange }: DateFilterProps) => (
  <>
    <ChipSelect
      label={words.audit.dates}
      value={filter.range}
      options={rangeOptions}
      onChange={(range) => onChange(rangePart(range))}
    />
    {filter.range === 'own' && <OwnDates dates={filter} onChange={onChange} />}
  </>
)

export const rangeOptions = ranges.map((value) => ({ value, label: w.ranges[value] }))

/** A chosen range as part of a filter: own dates begin as today. */
export function rangePart(range: Range): Pick<Filter, 'range' | 'from' | 'to'> {
  const today = range === 'own' ? dateField(Date.now()) : ''
  return { range, from: today, to: today }
}

type OwnDatesProps = {
  readonly dates: Pick<Filter, 'from' | 'to'>
  readonly onChange: (part: Partial<Filter>) => void
}

export const OwnDates = ({ dates, onChange }: OwnDatesProps) => (
  <>
    <DateField label={w.from} value={dates.from} onChange={(from) => onChange({ from })} />
    <DateField label={w.to} value={dates.to} onChange={(to) => onChange({ to })} />
  </>
)

const actions: readonly Option<string>[] = [
  { value: '', label: words.audit.any },
  ...words.audit.actions
    .map((value) => ({ value, label: words.audit.action(value, 'done') }))
    .sort((a, b) => a.label.localeCompare(b.label)),
]

/** Everyone who can be asked for: all people for those who may list them, otherwise whoever is on screen. */
function usePeople(entries: readonly EntryView[]): readonly Option<string>[] {
  const listed = useListed(useRight('people.manage'))
  const onScreen = entries.filter(({ actor }) => actor.kind === 'person').map(({ actor }) => actor)
  const known = new Map([...onScreen, ...listed].map(({ id, shortName }) => [id, shortName]))
  const named = [...known].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))
  return [
    { value: '', label: words.audit.anyone },
    ...named,
    { value: 'system', label: words.audit.system },
    { value: 'nobody', label: words.audit.nobody },
  ]
}

function useListed(allowed: boolean): readonly PersonFace[] {
  const [people, setPeople] = useState<readonly PersonFace[]>([])
  useEffect(() => {
    if (!allowed) return undefined
    let over = false
    const ask = async (): Promise<void> => {
      const outcome = await call('people.list', {})
      if (outcome.ok && !over) setPeople(outcome.value.people)
    }
    void ask()
    return () => {
      over = true
    }
  }, [allowed])
  return people
}

type DateFieldProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }

const DateField = ({ label, value, onChange }: DateFieldProps) => (
  <label className="chip date">
    {label}
    <input type="date" value={value} onChange={(event) => onChange(event.target.value)} />
  </label>
)
