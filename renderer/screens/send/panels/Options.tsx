/** How finely it is sent, and over which line. A training line says so in so many words. */
import { useEffect } from 'react'
import { GraduationCap } from 'lucide-react'
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { LineView } from '#app/contract/lines.ts'
import { LineId } from '#app/domain/ids.ts'
import { qualityWords, words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { useLines } from '#renderer/state/told/lines.ts'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'
import { Step } from './Step.tsx'
import { checkOf, markOf } from './standing.ts'

type OptionsProps = { readonly compose: Compose; readonly open: boolean; readonly onToggle: () => void }

/** Where no line is chosen, what every line takes. */
const usual: readonly Quality[] = ['standard', 'fine']

export function Options({ compose, open, onToggle }: OptionsProps) {
  const { quality } = useCompose(compose, ({ editor }) => editor.content)
  const check = useCompose(compose, ({ view }) => checkOf(view.checks, 'line'))
  const line = useLine(compose)
  const text = words.send.options
  const shown = line && !line.qualities.includes(quality) ? 'fine' : quality
  const summary = [qualityWords[shown], text.when, line?.name ?? text.noLine].join(' · ')
  return (
    <Step
      // A training line is chosen, not wrong: it is marked below, in the checks and on the fax itself.
      mark={check?.result === 'line-training' ? 'done' : markOf(check)}
      title={text.title}
      open={open}
      onToggle={onToggle}
      {...(open ? {} : { summary })}
    >
      <div className="col g3">
        <div className="row between g3">
          <span className="label">{text.quality}</span>
          <Segmented
            label={text.quality}
            choices={(line?.qualities ?? usual).map((value) => ({ value, label: qualityWords[value] }))}
            value={shown}
            onChange={(value) => compose.edit({ do: 'quality', quality: value })}
          />
        </div>
        <LineChoice compose={compose} chosen={line?.id} />
        {line && line.forms.length > 1 && <FormChoice compose={compose} line={line} />}
        {line?.training && (
          <Banner tone="info" icon={GraduationCap}>
            {text.training}
          </Banner>
        )}
      </div>
    </Step>
  )
}

/** Whether the pages go as they will arrive, or as they came. */
function FormChoice({ compose, line }: { readonly compose: Compose; readonly line: LineView }) {
  const form = useCompose(compose, ({ editor }) => editor.content.packetForm) ?? line.form
  const text = words.send.options
  return (
    <div className="col g1">
      <div className="row between g3">
        <span className="label">{text.form}</span>
        <Segmented
          label={text.form}
          choices={line.forms.map((value) => ({ value, label: text.forms[value] }))}
          value={form}
          onChange={(value) => compose.edit({ do: 'packet-form', form: value })}
        />
      </div>
      <p className="txs c2 pretty">{text.formNotes[form]}</p>
    </div>
  )
}

type LineChoiceProps = { readonly compose: Compose; readonly chosen: LineId | undefined }

function LineChoice({ compose, chosen }: LineChoiceProps) {
  const lines = useLines((state) => state.lines)
  const text = words.send.options
  return (
    <label className="row between g3">
      <span className="label">{text.line}</span>
      <select
        className="input line-choice"
        data-mends="line"
        value={chosen ?? ''}
        onChange={(event) => compose.edit({ do: 'line', lineId: LineId.parse(event.target.value) })}
      >
        {!chosen && <option value="">{text.noLine}</option>}
        {lines.map(({ id, name, standing }) => (
          <option key={id} value={id}>
            {standing === 'ready' || standing === 'training'
              ? name
              : text.lineOff(name, words.lines.standings[standing])}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The line of this fax. Where there is only one, it is chosen. */
export function useLine(compose: Compose) {
  const lineId = useCompose(compose, ({ editor }) => editor.content.lineId)
  const lines = useLines((state) => state.lines)
  const [only] = lines
  useEffect(() => {
    if (lineId === null && only && lines.length === 1) compose.edit({ do: 'line', lineId: only.id })
  }, [compose, lineId, only, lines.length])
  return lines.find(({ id }) => id === lineId)
}
