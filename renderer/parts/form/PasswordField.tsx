/** A password field that can be shown, says when Caps Lock is on, and may draw how long the password is in four bars. */
import { CircleAlert, CircleCheck, Eye, EyeOff } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { passwordAtLeast, passwordBars } from '#app/domain/password.ts'
import { words } from '#app/words/index.ts'
import { Field, type FieldProps } from './Field.tsx'
import { IconButton } from '../IconButton.tsx'

type PasswordFieldProps = Omit<FieldProps, 'type' | 'after'> & {
  /** Draws the bars and says what is missing: for choosing a password, not for typing one. */
  readonly judged?: boolean
  /** Where the field stands in no form of its own. */
  readonly onEnter?: () => void
}

export function PasswordField({ judged, onEnter, ...props }: PasswordFieldProps) {
  const [plain, setPlain] = useState(false)
  const [caps, setCaps] = useState(false)
  const look = (event: KeyboardEvent): void => {
    setCaps(event.getModifierState('CapsLock'))
    if (event.key === 'Enter') onEnter?.()
  }
  return (
    <>
      <Field
        {...props}
        type={plain ? 'text' : 'password'}
        autoComplete={judged ? 'new-password' : 'current-password'}
        hint={caps ? words.common.capsLock : props.hint}
        onKeyDown={look}
        after={
          <IconButton
            icon={plain ? EyeOff : Eye}
            label={plain ? words.common.passwordHide : words.common.passwordShow}
            pressed={plain}
            onClick={() => setPlain(!plain)}
          />
        }
      />
      {judged && <PasswordBars password={props.value} />}
    </>
  )
}

function PasswordBars({ password }: { readonly password: string }) {
  const bars = passwordBars(password)
  const missing = passwordAtLeast - [...password.normalize('NFC')].length
  return (
    <div className="pw">
      <div className="pw-bar" aria-hidden>
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} className={bar <= bars ? (bars === 1 ? 'on short' : 'on') : ''} />
        ))}
      </div>
      {missing > 0 ? (
        <span className="st">
          <CircleAlert className="i" aria-hidden />
          {words.common.passwordShort(missing)}
        </span>
      ) : (
        <span className="st ok">
          <CircleCheck className="i" aria-hidden />
          {words.common.passwordStrong}
        </span>
      )}
    </div>
  )
}
