/** For whoever may hand over: what others began and have not finished. */
import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import type { OthersDraft } from '#app/contract/people/hand-over.ts'
import { words } from '#app/words/index.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { whenShort } from '#renderer/parts/list/when.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { HandOver } from './HandOver.tsx'

const w = words.handOver

export function OthersDrafts() {
  const { view, again } = useAnswer('drafts.ofOthers', {}, ['drafts.changed'])
  const [giving, setGiving] = useState<OthersDraft>()
  if (view.at !== 'shown' || view.value.drafts.length === 0) return null
  return (
    <section className="others-drafts">
      <h2 className="tlg">{w.others}</h2>
      <p className="txs c2">{w.othersLead}</p>
      <ul className="accesses">
        {view.value.drafts.map((draft) => (
          <li key={draft.id}>
            <Avatar initials={draft.author.initials} tint={draft.author.tint} />
            <div className="grow col">
              <b className="med">
                {draft.recipient ? <Covered name={draft.recipient} /> : words.deliveryScreen.drafts.noRecipient}
              </b>
              <span className="txs c2 num">
                {w.from(draft.author.shortName)} · {whenShort(draft.savedAt)}
              </span>
            </div>
            <Button size="sm" icon={ArrowRightLeft} onClick={() => setGiving(draft)}>
              {w.act}
            </Button>
          </li>
        ))}
      </ul>
      {giving && (
        <HandOver
          id={giving.id}
          author={giving.author.id}
          onClose={() => {
            setGiving(undefined)
            void again()
          }}
        />
      )}
    </section>
  )
}
