/** Why the pages may be disclosed, kept with the fax, and what that purpose asks for besides. */
import { Fragment, useEffect } from 'react'
import type { Purpose } from '#app/contract/desk/drafts.ts'
import { purposeWords, words } from '#app/words/index.ts'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'
import { SignedForm } from './grounds/SignedForm.tsx'
import { Request } from './grounds/Request.tsx'
import { Step } from './Step.tsx'
import { checkOf, markOf } from './standing.ts'

type PurposesProps = { readonly compose: Compose; readonly open: boolean; readonly onToggle: () => void }

const purposes = Object.keys(purposeWords) as readonly Purpose[]

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
        {purposes.map((purpose, place) => (
          <Fragment key={purpose}>
            <Option compose={compose} purpose={purpose} chosen={chosen} first={place === 0} />
            {purpose === chosen && purpose === 'patient-request' && <Request compose={compose} />}
            {purpose === chosen && purpose === 'authorisation' && <SignedForm compose={compose} />}
          </Fragment>
        ))}
      </fieldset>
    </Step>
  )
}

type OptionProps = {
  readonly compose: Compose
  readonly purpose: Purpose
  readonly chosen: Purpose | null
  readonly first: boolean
}

function Option({ compose, purpose, chosen, first }: OptionProps) {
  const { name, lead } = purposeWords[purpose]
  const on = purpose === chosen
  // Where a form is missing, the way to mend it is to attach one.
  const mends = chosen ? on && purpose !== 'authorisation' : first
  return (
    <label className={on ? 'option on' : 'option'}>
      <input
        type="radio"
        className="sr"
        name="purpose"
        checked={on}
        onChange={() => compose.edit({ do: 'purpose', purpose })}
        {...(mends ? { 'data-mends': 'purpose' } : {})}
      />
      <span className={on ? 'radio-dot on' : 'radio-dot'} aria-hidden />
      <span className="txs grow">
        <b className="med">{name}</b>
        <span className="c2 purpose-lead">{lead}</span>
      </span>
    </label>
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
