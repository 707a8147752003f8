/** How a number stands, wherever a number is shown: icon, word and colour. Judged by main; only days are counted here. */
import {
  Ban,
  Hourglass,
  ShieldAlert,
  ShieldCheck,
  ShieldMinus,
  ShieldOff,
  ShieldQuestionMark,
  ShieldX,
  type LucideIcon,
} from 'lucide-react'
import type { NumberView } from '#app/contract/book/contacts.ts'
import { day, type Standing } from '#app/domain/contact/contact.ts'
import { standingWord } from '#app/words/index.ts'
import { Badge, type BadgeTone } from '#renderer/parts/Badge.tsx'

export type StandingLook = { readonly icon: LucideIcon; readonly tone: Exclude<BadgeTone, 'plain' | 'info'> }

export const standingLooks: Readonly<Record<Standing, StandingLook>> = {
  verified: { icon: ShieldCheck, tone: 'ok' },
  'expires-soon': { icon: ShieldAlert, tone: 'warn' },
  expired: { icon: ShieldX, tone: 'bad' },
  unverified: { icon: ShieldOff, tone: 'neutral' },
  pending: { icon: Hourglass, tone: 'warn' },
  'needs-recheck': { icon: ShieldQuestionMark, tone: 'bad' },
  revoked: { icon: ShieldMinus, tone: 'bad' },
  blocked: { icon: Ban, tone: 'bad' },
}

/** The standing in words: "Expires in 9 days". */
export const standingText = (number: NumberView): string =>
  standingWord(number.standing, Math.ceil(((number.until ?? 0) - Date.now()) / day))

export function VerificationBadge({ number }: { readonly number: NumberView }) {
  const { icon, tone } = standingLooks[number.standing]
  return (
    <Badge tone={tone} icon={icon}>
      {standingText(number)}
    </Badge>
  )
}
