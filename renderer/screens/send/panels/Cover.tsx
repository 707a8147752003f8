/** The cover sheet: from whom, what about, and a word to whoever takes it off the machine. Its picture follows. */
import { useId } from 'react'
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import { coverPages, coverTemplates } from '#app/domain/pages/cover.ts'
import { documentLimits } from '#app/domain/pages/document.ts'
import { words } from '#app/words/index.ts'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { PagePicture } from '#renderer/parts/pages/PagePicture.tsx'
import { useOpenSession } from '#renderer/state/session.ts'
import type { Compose } from '../compose.ts'
import { checksOf } from '../pages/findings/findings.ts'
import { coverPicture, type Cover as CoverPicture } from '../pages/useCover.ts'
import { useCompose } from '../useCompose.ts'
import { Step } from './Step.tsx'
import { checkOf, markOf } from './standing.ts'

type CoverProps = {
  readonly compose: Compose
  readonly cover: CoverPicture
  readonly open: boolean
  readonly onToggle: () => void
}

const text = words.send.cover
const templates = coverTemplates.map((value) => ({ value, label: text.templates[value] }))

export function Cover({ compose, cover, open, onToggle }: CoverProps) {
  const mark = useCompose(compose, (state) => markOf(checkOf(checksOf(state), 'cover')))
  const content = useCompose(compose, ({ editor }) => editor.content.cover)
  const person = useOpenSession()?.person.name ?? ''
  const change = (part: Partial<DraftContent['cover']>): void => compose.edit({ do: 'cover', change: part })
  const summary = content.included ? text.from(content.from || person) : text.without
  return (
    <Step mark={mark} title={text.title} open={open} onToggle={onToggle} {...(open ? {} : { summary })}>
      <Include included={content.included} onChange={(included) => change({ included })} />
      {content.included ? (
        <Sheet compose={compose} cover={cover} content={content} person={person} change={change} />
      ) : (
        <p className="txs c2 mt2 pretty">{text.withoutNote}</p>
      )}
    </Step>
  )
}

type SheetProps = {
  readonly compose: Compose
  readonly cover: CoverPicture
  readonly content: DraftContent['cover']
  readonly person: string
  readonly change: (part: Partial<DraftContent['cover']>) => void
}

function Sheet({ compose, cover, content, person, change }: SheetProps) {
  const keep = (): void => void compose.keep()
  const missing = useCompose(compose, ({ view }) => view.coverMissing)
  // What is being typed is not scolded until it is saved without it.
  const wanted = (field: 'reference' | 'message'): boolean => missing.includes(field) && content[field].trim() === ''
  return (
    <div data-wanted="cover">
      <div className="row between g3 mt2">
        <span className="label">{text.template}</span>
        <Segmented
          label={text.template}
          choices={templates}
          value={content.template ?? 'standard'}
          onChange={(template) => change({ template })}
        />
      </div>
      {content.template === 'restricted' && <p className="txs c2 mt2 pretty">{text.restrictedNote}</p>}
      <div className="cov-grid mt2">
        <Picture compose={compose} cover={cover} />
        <div className="col g2">
          <Field
            label={text.sender}
            value={content.from}
            placeholder={person}
            maxLength={80}
            onChange={(from) => change({ from })}
            onBlur={keep}
          />
          <Field
            label={text.reference}
            optional={text.referenceNote}
            value={content.reference}
            maxLength={40}
            error={wanted('reference') ? text.empty : undefined}
            onChange={(reference) => change({ reference })}
            onBlur={keep}
          />
        </div>
      </div>
      {coverPages(content) === 2 && (
        <p className="txs c2 mt2" role="status">
          {text.secondPage}
        </p>
      )}
      {missing.includes('person') && <FieldError text={text.emptyPerson} />}
      <Message
        message={content.message}
        wanted={wanted('message')}
        onChange={(message) => change({ message })}
        onBlur={keep}
      />
    </div>
  )
}

type IncludeProps = { readonly included: boolean; readonly onChange: (included: boolean) => void }

const Include = ({ included, onChange }: IncludeProps) => (
  <button
    type="button"
    role="switch"
    aria-checked={included}
    className="row g2 switch-row"
    data-mends="cover"
    onClick={() => onChange(!included)}
  >
    <span className={included ? 'switch on' : 'switch'} aria-hidden />
    <span className="label">{text.include}</span>
  </button>
)

function Picture({ compose, cover }: { readonly compose: Compose; readonly cover: CoverPicture }) {
  const pages = useCompose(compose, ({ view }) => view.pagesTotal)
  const first = coverPicture(cover, 1)
  return (
    <figure>
      <button
        type="button"
        className="paper cover-picture"
        aria-label={text.picture}
        onClick={() => compose.stand({ kind: 'cover', page: 1 })}
      >
        {first && <PagePicture {...first} turn={0} />}
      </button>
      <figcaption className="t2xs c3">
        {cover.at === 'unshown' ? words.send.preview.noCover : text.counts(pages)}
      </figcaption>
    </figure>
  )
}

type MessageProps = {
  readonly message: string
  /** The practice asks for it, and it is empty. */
  readonly wanted: boolean
  readonly onChange: (message: string) => void
  readonly onBlur: () => void
}

/** Characters left are counted aloud only near the end. */
const nearEnd = 100

function Message({ message, wanted, onChange, onBlur }: MessageProps) {
  const id = useId()
  const left = documentLimits.messageAtMost - message.length
  return (
    <div className="field mt2">
      <label className="label" htmlFor={id}>
        {text.message}
        {!wanted && <span className="opt"> · {text.optional}</span>}
      </label>
      <div className={wanted ? 'input area is-error' : 'input area'}>
        <textarea
          id={id}
          className="bare"
          rows={2}
          maxLength={documentLimits.messageAtMost}
          value={message}
          aria-invalid={wanted}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
      </div>
      <span className="hint pretty" id={`${id}-note`}>
        {text.patient}
        {left <= nearEnd && <b className="med num"> {text.left(left)}</b>}
      </span>
      {wanted && <FieldError text={text.empty} />}
    </div>
  )
}
