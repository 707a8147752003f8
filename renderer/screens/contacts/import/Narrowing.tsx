/** Of the whole country's providers, which: chosen before the file is read, because all of them are too many. */
import { useState } from 'react'
import type { ImportView } from '#app/contract/book/contact-imports.ts'
import { specialties, states, type Specialty } from '#app/domain/contact/specialty.ts'
import { specialtyWords, words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import type { Import } from './useImport.ts'

const text = words.contactImport
const byName = specialties.toSorted((a, b) => specialtyWords[a].localeCompare(specialtyWords[b]))

export function Narrowing({ run, view }: { readonly run: Import; readonly view: ImportView }) {
  const [inStates, setInStates] = useState<readonly string[]>([])
  const [of, setOf] = useState<readonly Specialty[]>([])
  return (
    <>
      <p className="ell">{view.source}</p>
      <Many
        title={text.states}
        hint={text.statesHint}
        all={states.map((state) => ({ value: state, label: state }))}
        chosen={inStates}
        onChange={setInStates}
        narrow
      />
      <Many
        title={text.specialties}
        hint={text.specialtiesHint}
        all={byName.map((value) => ({ value, label: specialtyWords[value] }))}
        chosen={of}
        onChange={setOf}
      />
      <span>
        <Button
          kind="primary"
          disabled={inStates.length === 0}
          onClick={() => void run.read(view.id, { states: [...inStates], specialties: [...of] })}
        >
          {text.read}
        </Button>
      </span>
    </>
  )
}

type ManyProps<T extends string> = {
  readonly title: string
  readonly hint: string
  readonly all: readonly { readonly value: T; readonly label: string }[]
  readonly chosen: readonly T[]
  readonly onChange: (chosen: readonly T[]) => void
  readonly narrow?: boolean
}

function Many<T extends string>({ title, hint, all, chosen, onChange, narrow }: ManyProps<T>) {
  return (
    <fieldset className="import-many">
      <legend className="label">{title}</legend>
      <p className="txs c2">
        {hint} <span className="num">{text.chosen(chosen.length)}</span>
      </p>
      <div className={narrow ? 'import-boxes narrow scroll' : 'import-boxes scroll'}>
        {all.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            on={chosen.includes(value)}
            onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
        ))}
      </div>
    </fieldset>
  )
}
