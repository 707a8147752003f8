/** What words a kind of line needs: every field of its form has a label, and every choice its options. */
import type { LineKindEntry } from '../../../domain/line-kinds/index.ts'

export type FieldWords = {
  readonly label: string
  readonly hint?: string
  readonly options?: Readonly<Record<string, string>>
}

export type KindWords<E extends LineKindEntry = LineKindEntry> = {
  readonly name: string
  /** What somebody choosing it must know first. */
  readonly note?: string
  /** What has to be pasted at the service before it can be used, word for word. */
  readonly paste?: { readonly label: string; readonly hint: string; readonly text: string }
  readonly fields: Readonly<Record<Extract<keyof E['settings'] | keyof E['secret'], string>, FieldWords>>
}

/** Fields that mean the same everywhere. */
export const addressWords: FieldWords = { label: 'Address of the service' }
export const proxyWords: FieldWords = {
  label: 'Proxy',
  hint: 'Only where your network needs one, such as http://proxy.example:3128',
}
export const ownNumberWords: FieldWords = {
  label: 'Fax number to send from',
  hint: 'With country code, such as +12025550101',
}
