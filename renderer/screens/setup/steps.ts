/** The steps of set-up, their order, and what each needs before it may be left. */
import type { PracticeFields } from '#app/contract/people/session.ts'
import { ownNumber, ownNumberLacks } from '#app/domain/contact/phone.ts'
import { passwordRefusal } from '#app/domain/password.ts'
import { words } from '#app/words/index.ts'

export const stepNames = ['practice', 'administrator', 'key', 'line', 'done'] as const
export type StepName = (typeof stepNames)[number]

export type PracticeDraft = {
  readonly name: string
  readonly address: string
  readonly phone: string
  readonly fax: string
  readonly workstation: string
}

export type AdministratorDraft = { readonly name: string; readonly password: string; readonly again: string }

export const emptyPractice: PracticeDraft = { name: '', address: '', phone: '', fax: '', workstation: '' }
export const emptyAdministrator: AdministratorDraft = { name: '', password: '', again: '' }

/** The practice as the contract wants it. */
export const practiceFields = ({ name, address, phone, fax, workstation }: PracticeDraft): PracticeFields => ({
  name: name.trim(),
  addressLines: address.trim() === '' ? [] : [address.trim()],
  phone: ownNumber(phone),
  fax: ownNumber(fax),
  workstation: workstation.trim(),
})

/** What the practice step still lacks; undefined when it is complete. */
export function practiceLacks({ name, phone, fax }: PracticeDraft): 'name' | 'numbers' | undefined {
  if (name.trim() === '') return 'name'
  return [phone, fax].some(ownNumberLacks) ? 'numbers' : undefined
}

/** What the administrator step still lacks, in the order it is filled in; undefined when it is complete. */
export function administratorLacks(draft: AdministratorDraft): 'name' | 'password' | 'again' | 'differs' | undefined {
  if (draft.name.trim() === '') return 'name'
  if (passwordRefusal(draft.password, draft.name)) return 'password'
  if (draft.password === draft.again) return undefined
  return draft.password.startsWith(draft.again) ? 'again' : 'differs'
}

/** The sentence beside Continue. */
export const administratorFoot = (draft: AdministratorDraft): string =>
  words.setup.administrator.foot[administratorLacks(draft) ?? 'ready']
