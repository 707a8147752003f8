/** A number of the practice's own, which is printed on what it sends: brought into the usual form when one leaves it. */
import { useState } from 'react'
import { ownNumber, ownNumberLacks } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { Field, type FieldProps } from './Field.tsx'

export function OwnNumberField(props: Omit<FieldProps, 'type' | 'maxLength' | 'error' | 'onBlur'>) {
  const [left, setLeft] = useState(false)
  const { value, onChange } = props
  const leave = (): void => {
    setLeft(true)
    if (ownNumber(value) !== value) onChange(ownNumber(value))
  }
  const error = left && ownNumberLacks(value) ? words.common.tenDigits : undefined
  return <Field {...props} type="tel" maxLength={30} error={error} onBlur={leave} />
}
