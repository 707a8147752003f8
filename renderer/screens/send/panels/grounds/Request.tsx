/** The request a patient made: when, and how it came (45 CFR 164.524). */
import { useId, useState } from 'react'
import { PatientRequest, RequestWay } from '#app/domain/purpose/purpose.ts'
import { words } from '#app/words/index.ts'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import type { Compose } from '../../compose.ts'
import { useCompose } from '../../useCompose.ts'

const text = words.purpose.request

type Way = RequestWay | ''

const ways = [
  { value: '' as Way, label: text.choose },
  ...RequestWay.options.map((value) => ({ value: value as Way, label: text.ways[value] })),
]

/** Kept with the draft once both are given. */
export function Request({ compose }: { readonly compose: Compose }) {
  const id = useId()
  const kept = useCompose(compose, ({ editor }) => editor.content.request)
  const [typed, setTyped] = useState<{ readonly on: string; readonly way: Way }>({
    on: kept?.on ?? '',
    way: kept?.way ?? '',
  })
  const change = (part: Partial<typeof typed>): void => {
    const next = { ...typed, ...part }
    setTyped(next)
    const request = PatientRequest.safeParse(next)
    compose.edit({ do: 'request', request: request.success ? request.data : undefined })
  }
  return (
    <fieldset className="col g2 grounds" aria-describedby={id}>
      <legend className="label">{text.title}</legend>
      <div className="row g2 grounds-fields">
        <Field type="date" label={text.on} value={typed.on} onChange={(on) => change({ on })} />
        <Select label={text.way} value={typed.way} options={ways} onChange={(way) => change({ way })} />
      </div>
      <p className="hint" id={id}>
        {text.note}
      </p>
    </fieldset>
  )
}
