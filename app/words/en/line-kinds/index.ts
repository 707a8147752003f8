/** Words of every kind of line: its name, and the labels of its form. */
import type { LineKindEntry } from '../../../domain/line-kinds/index.ts'
import { documo } from './documo.ts'
import { asterisk } from './asterisk.ts'
import { faxbot } from './faxbot.ts'
import { humblefax } from './humblefax.ts'
import { hylafax } from './hylafax.ts'
import { ifax } from './ifax.ts'
import { interfax } from './interfax.ts'
import { notifyre } from './notifyre.ts'
import { phaxio } from './phaxio.ts'
import { signalwire } from './signalwire.ts'
import { sinch } from './sinch.ts'
import { srfax } from './srfax.ts'
import { telnyx } from './telnyx.ts'
import { westfax } from './westfax.ts'
import type { KindWords } from './words.ts'

export const lineKindWords: { readonly [E in LineKindEntry as E['kind']]: KindWords<E> } = {
  documo,
  asterisk,
  faxbot,
  humblefax,
  hylafax,
  ifax,
  interfax,
  notifyre,
  phaxio,
  signalwire,
  sinch,
  srfax,
  telnyx,
  westfax,
}
