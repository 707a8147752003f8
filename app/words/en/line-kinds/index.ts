/** Words of every kind of line: its name, and the labels of its form. */
import type { LineKindEntry } from '../../../domain/line-kinds/index.ts'
import { documo } from './cloud/documo.ts'
import { asterisk } from './own/asterisk.ts'
import { faxbot } from './own/faxbot.ts'
import { humblefax } from './cloud/humblefax.ts'
import { hylafax } from './own/hylafax.ts'
import { ifax } from './cloud/ifax.ts'
import { interfax } from './cloud/interfax.ts'
import { notifyre } from './cloud/notifyre.ts'
import { phaxio } from './cloud/phaxio.ts'
import { signalwire } from './cloud/signalwire.ts'
import { sinch } from './cloud/sinch.ts'
import { srfax } from './cloud/srfax.ts'
import { telnyx } from './cloud/telnyx.ts'
import { westfax } from './cloud/westfax.ts'
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
