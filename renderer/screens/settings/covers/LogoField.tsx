/** The practice's sign on cover sheets: chosen here, made black and white by the document service, shown as it will be. */
import { useEffect, useId, useState } from 'react'
import type { CoverLogo } from '#app/domain/pages/cover.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'

const w = words.cover.settings

type LogoFieldProps = {
  readonly logo: CoverLogo | undefined
  readonly readOnly: boolean
  readonly onChange: (logo: CoverLogo | undefined) => void
}

export function LogoField({ logo, readOnly, onChange }: LogoFieldProps) {
  const id = useId()
  const { busy, fault, run } = useAct()
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const bytes = new Uint8Array(await file.arrayBuffer())
    await run(
      () => call('covers.logo', { bytes }),
      ({ logo: made }) => onChange(made),
    )
  }
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {w.logo}
      </label>
      {!readOnly && (
        <input
          id={id}
          type="file"
          className="pem"
          accept=".png,.jpg,.jpeg,.pdf"
          aria-describedby={`${id}-hint`}
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      )}
      <span className="hint" id={`${id}-hint`}>
        {w.logoHint}
      </span>
      {busy && <Spinner label={words.common.loading} />}
      {fault && <FaultNote fault={fault} />}
      {logo && (
        <div className="row g3 wrap">
          <LogoPicture logo={logo} />
          {!readOnly && (
            <Button size="sm" onClick={() => onChange(undefined)}>
              {w.logoRemove}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

/** As large on screen as on paper, more or less: two of its dots to one of ours. */
export function LogoPicture({ logo: { png, widthPx, heightPx } }: { readonly logo: CoverLogo }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [png])
  if (!url) return null
  return <img className="paper" src={url} alt={w.logoShown} width={widthPx / 2} height={heightPx / 2} />
}
