/** Why the pages may be disclosed: one of six, kept with the fax. */
import type { Purpose } from '#app/contract/desk/drafts.ts'
import { purposeWords, words } from '#app/words/index.ts'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'
import { Step } from './Step.tsx'

type PurposesProps = { readonly compose: Compose; readonly open: boolean; readonly onToggle: () => void }

const purposes = Object.entries(purposeWords) as readonly (readonly [Purpose, (typeof purposeWords)[Purpose]])[]

export function Purposes({ compose, open, onToggle }: PurposesProps) {
  const chosen = useCompose(compose, ({ editor }) => editor.content.purpose)
  const text = words.send.purpose
  return (
    <Step
      mark={chosen ? 'done' : 'to-do'}
      title={text.title}
      summary={chosen ? purposeWords[chosen].name : text.none}
      open={open}
      onToggle={onToggle}
    >
      <fieldset className="col g1 purposes">
        <legend className="sr">{text.ask}</legend>
        {purposes.map(([purpose, { name, lead }], index) => (
          <label key={purpose} className={purpose === chosen ? 'option on' : 'option'}>
            <input
              type="radio"
              className="sr"
              name="purpose"
              checked={purpose === chosen}
              onChange={() => compose.edit({ do: 'purpose', purpose })}
              {...((chosen ? purpose === chosen : index === 0) ? { 'data-mends': 'purpose' } : {})}
            />
            <span className={purpose === chosen ? 'radio-dot on' : 'radio-dot'} aria-hidden />
            <span className="txs grow">
              <b className="med">{name}</b>
              <span className="c2 purpose-lead">{lead}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Step>
  )
}
