/** Asks for the password of a protected file. It goes to main with the file, once, and is kept nowhere. */
import { LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'

const text = words.send.password

export function PasswordDialog({ compose }: { readonly compose: Compose }) {
  const asking = useCompose(compose, ({ asking: now }) => now)
  // Asked again, it begins with an empty field.
  return asking ? <Ask key={asking.times} compose={compose} name={asking.name} wrong={asking.times > 1} /> : null
}

type AskProps = { readonly compose: Compose; readonly name: string; readonly wrong: boolean }

function Ask({ compose, name, wrong }: AskProps) {
  const [password, setPassword] = useState('')
  const open = (): void => {
    if (password !== '') compose.answerPassword(password)
  }
  const skip = (): void => compose.answerPassword(undefined)
  return (
    <Dialog
      title={text.title}
      icon={LockKeyhole}
      onClose={skip}
      onConfirm={open}
      footer={
        <>
          <Button onClick={skip}>{text.skip}</Button>
          <Button kind="primary" disabled={password === ''} onClick={open}>
            {text.open}
          </Button>
        </>
      }
    >
      <p className="c2 mb3">{text.lead(name)}</p>
      <PasswordField
        label={text.label}
        value={password}
        onChange={setPassword}
        onEnter={open}
        error={wrong ? text.wrong : undefined}
        hint={text.note}
        maxLength={1024}
        first
      />
    </Dialog>
  )
}
