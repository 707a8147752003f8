/** The record: chain state, filters, entries, and the foot that says how the chosen entry is linked. */
import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import type { VerificationView } from '#app/contract/record/audit.ts'
import { words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { ChainBanner } from './ChainBanner.tsx'
import { EntryFoot } from './EntryFoot.tsx'
import { EntryTable } from './EntryTable.tsx'
import { noFilter, type Filter } from './filter.ts'
import { Filters } from './Filters.tsx'
import { useEntries } from './useEntries.ts'

const w = words.auditScreen

export function Activity() {
  const [filter, setFilter] = useState<Filter>(noFilter)
  const [chosen, setChosen] = useState<number>()
  const { view, entries, again, older, asking } = useEntries(filter)
  if (view.at === 'loading') return <Spinner label={words.common.loading} />
  if (view.at === 'faulted') return <FaultNote className="aud-fault" fault={view.fault} onAgain={again} />
  const { total, lastCheckpoint, lastVerification } = view.value
  const entry = entries.find(({ sequence }) => sequence === chosen)
  return (
    <>
      <div className="aud-top col g3">
        <ChainBanner
          verification={lastVerification}
          checkpoint={lastCheckpoint}
          onVerified={again}
          onShow={(sequence) => {
            setFilter({ ...noFilter, text: String(sequence) })
            setChosen(sequence)
          }}
        />
        <Filters filter={filter} entries={entries} onChange={setFilter} total={words.audit.count(total)} />
      </div>
      <div className="list scroll aud-list">
        <EntryTable entries={entries} verification={lastVerification} chosen={chosen} onChoose={setChosen} />
        {entries.length === 0 && <NoEntries filtered={filter !== noFilter} onClear={() => setFilter(noFilter)} />}
        {entries.length > 0 && entries.length < total && (
          <p className="aud-more">
            <Button busy={asking} onClick={() => void older()}>
              {w.older}
            </Button>
          </p>
        )}
      </div>
      {entry && <EntryFoot entry={entry} verification={lastVerification} />}
      <VerificationNews verification={lastVerification} />
    </>
  )
}

const NoEntries = ({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) => (
  <Empty icon={ScrollText} title={w.none} action={filtered && <Button onClick={onClear}>{w.clear}</Button>}>
    {w.noneText}
  </Empty>
)

/** Said aloud when a verification has ended, for whoever cannot see the banner change. */
const VerificationNews = ({ verification }: { readonly verification: VerificationView | undefined }) => (
  <span className="sr" role="status">
    {verification?.result === 'intact' && `${words.audit.intact(verification.entries)}. ${words.audit.intactNote}`}
    {verification?.result === 'broken' &&
      `${words.audit.broken(verification.firstBad)}. ${number(verification.entries)}`}
  </span>
)
