/** Words of every kind of line: its name, and the labels of its form. */
import type { LineKindEntry } from '../../../domain/line-kinds/index.ts'
import { hylafax } from './hylafax.ts'
import { phaxio } from './phaxio.ts'
import type { KindWords } from './words.ts'

export const lineKindWords: { readonly [E in LineKindEntry as E['kind']]: KindWords<E> } = { hylafax, phaxio }
