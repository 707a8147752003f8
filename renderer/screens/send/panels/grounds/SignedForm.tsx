/** The signed authorization: attached, looked at, taken away. It is kept with the fax and never sent. */
import { FileSignature, Paperclip, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { faultText, words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FieldError } from '#renderer/parts/form/Field.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { PdfDialog } from '#renderer/parts/print/PdfDialog.tsx'
import type { Compose } from '../../compose.ts'
import { takenTypes, takeUp } from '../../intake/handed.ts'
import { useCompose } from '../../useCompose.ts'

const text = words.purpose.form

export function SignedForm({ compose }: { readonly compose: Compose }) {
  const form = useCompose(compose, ({ view }) => view.form)
  const input = useRef<HTMLInputElement>(null)
  const { busy, trouble, take, remove } = useForm(compose)
  return (
    <fieldset className="col g2 grounds">
      <legend className="label">{text.title}</legend>
      {form && <Attached compose={compose} onRemove={() => void remove()} />}
      <div>
        <button
          type="button"
          className="btn sm"
          data-mends="purpose"
          aria-disabled={busy || undefined}
          onClick={() => !busy && input.current?.click()}
        >
          <Paperclip className="i" aria-hidden />
          {busy ? text.reading : form ? text.replace : text.attach}
        </button>
        <input
          ref={input}
          type="file"
          accept={takenTypes.join()}
          hidden
          aria-label={text.field}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) void take(file)
            event.target.value = ''
          }}
        />
      </div>
      {trouble && <FieldError text={trouble} />}
      <p className="hint">{text.lead}</p>
    </fieldset>
  )
}

function useForm(compose: Compose) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const doing = async (act: () => Promise<string | undefined>): Promise<void> => {
    setBusy(true)
    setTrouble(await act())
    setBusy(false)
  }
  const take = (file: File): Promise<void> =>
    doing(async () => {
      const handed = await takeUp(file)
      if (!handed.ok) return faultText({ code: 'document', refusal: handed.refusal })
      const outcome = await compose.attachForm(file.name, handed.value.bytes)
      return outcome.ok ? undefined : faultText(outcome.fault)
    })
  const remove = (): Promise<void> =>
    doing(async () => {
      const outcome = await compose.removeForm()
      return outcome.ok ? undefined : faultText(outcome.fault)
    })
  return { busy, trouble, take, remove }
}

function Attached({ compose, onRemove }: { readonly compose: Compose; readonly onRemove: () => void }) {
  const view = useCompose(compose, (state) => state.view)
  const [open, setOpen] = useState(false)
  if (!view.form) return null
  return (
    <div className="row g2">
      <FileSignature className="i c-ok" aria-hidden />
      <span className="txs grow ell">{text.pages(view.form.name, view.form.pages.length)}</span>
      <Button kind="link" size="sm" onClick={() => setOpen(true)}>
        {text.open}
      </Button>
      <IconButton icon={Trash2} label={text.remove} onClick={onRemove} />
      {open && (
        <PdfDialog
          title={text.shown}
          lead={view.form.name}
          icon={FileSignature}
          url={`document/form/${view.id}`}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}
