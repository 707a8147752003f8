/** Why the pages may be disclosed, kept with the fax, and what that purpose asks for besides. */
import { useEffect } from 'react'
import type { Purpose } from '#app/contract/desk/drafts.ts'
import { purposeWords, words } from '#app/words/index.ts'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'
import { SignedForm } from './grounds/SignedForm.tsx'
import { Request } from './grounds/Request.tsx'
import { Step } from './Step.tsx'
import { checkOf, markOf } from './standing.ts'

type PurposesProps = { readonly compose: Compose; readonly open: boolean; readonly onToggle: () => void }

const purposes = Object.entries(purposeWords) as readonly (readonly [Purpose, (typeof purposeWords)[Purpose]])[]

export function Purposes({ compose, open, onToggle }: PurposesProps) {
  const chosen = useCompose(compose, ({ editor }) => editor.content.purpose)
  const check = useCompose(compose, ({ view }) => checkOf(view.checks, 'purpose'))
  const usual = useUsual(compose)
  const text = words.send.purpose
  const name = chosen ? purposeWords[chosen].name : text.none
  return (
    <Step
      mark={chosen ? markOf(check) : 'to-do'}
      title={text.title}
      summary={chosen && chosen === usual ? `${name}, ${words.purpose.usual}` : name}
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
      {chosen === 'patient-request' && <Request compose={compose} />}
      {chosen === 'authorisation' && <SignedForm compose={compose} />}
    </Step>
  )
}

/** Why faxes usually go to this recipient; taken as long as nobody has chosen. */
function useUsual(compose: Compose): Purpose | undefined {
  const chosen = useCompose(compose, ({ editor }) => editor.content.purpose)
  const usual = useCompose(compose, ({ view, editor }) =>
    view.content.numberId === editor.content.numberId ? view.usualPurpose : undefined,
  )
  useEffect(() => {
    if (chosen === null && usual) compose.edit({ do: 'purpose', purpose: usual })
  }, [compose, chosen, usual])
  return usual
}
