/** Times, durations and numbers as this computer writes them. Pure: the locale is the only thing read from outside. */

const make = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(undefined, options)
  return (at: number): string => format.format(at)
}

/** "10:38 AM" or "10:38", by the computer's own clock format. */
export const clock = make({ hour: 'numeric', minute: '2-digit' })
/** With seconds, for timelines and the record. */
export const clockSeconds = make({ hour: 'numeric', minute: '2-digit', second: '2-digit' })
/** "Apr 14, 2026" */
export const date = make({ year: 'numeric', month: 'short', day: 'numeric' })
/** "Apr 14" */
export const shortDate = make({ month: 'short', day: 'numeric' })
/** "Tue, Apr 14" */
export const weekday = make({ weekday: 'short', month: 'short', day: 'numeric' })
/** "Tuesday, April 14" */
export const longDay = make({ weekday: 'long', month: 'long', day: 'numeric' })
/** "Apr 14, 2026, 10:38 AM" */
export const dateClock = make({ year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' })

const count = new Intl.NumberFormat(undefined)
/** A count with the computer's own grouping: "128,402". */
export const number = (value: number): string => count.format(value)

/** A time span in words, from ms: "45 s", "2 min 40 s", "1 h 5 min". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Bytes for people: "640 KB", "2.4 MB". */
export function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** A sum in US dollars: "$0.14", and "$0.007" where cents are too coarse. */
export const dollars = (usd: number): string =>
  new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: usd > 0 && usd < 0.1 ? 3 : 2,
    minimumFractionDigits: 2,
  }).format(usd)

/** An E.164 number as people write it: NANP numbers as "(202) 555-0142", others grouped after the plus. */
export function telephone(e164: string): string {
  const nanp = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164)
  return nanp ? `(${nanp[1]}) ${nanp[2]}-${nanp[3]}` : e164.replace(/(\d{3})(?=\d{2,})/g, '$1 ').trim()
}

/** Midnight, in local time, of the day that holds `at`; epoch ms. */
export const dayStart = (at: number): number => new Date(at).setHours(0, 0, 0, 0)
