/** Dates and spans as reports print them: in the computer's own zone, which the report names. */

const inUs = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-US', options)

/** Formatters of one report; made once, because making one takes longer than using it thousands of times. */
export function reportDates(timeZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone) {
  const day = inUs({ timeZone, year: 'numeric', month: 'long', day: 'numeric' })
  const shortDay = inUs({ timeZone, year: 'numeric', month: 'short', day: 'numeric' })
  const minute = inUs({ timeZone, dateStyle: 'medium', timeStyle: 'short' })
  const second = inUs({ timeZone, timeStyle: 'medium' })
  const offset = inUs({ timeZone, timeZoneName: 'longOffset' })
  // Sweden writes dates as ISO 8601 does.
  const iso = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  return {
    /** "April 14, 2026" */
    day: (at: number) => day.format(at),
    /** "Apr 14, 2026" */
    shortDay: (at: number) => shortDay.format(at),
    /** "Apr 14, 2026, 10:41 AM" */
    minute: (at: number) => plain(minute.format(at)),
    /** "10:41:07 AM" */
    second: (at: number) => plain(second.format(at)),
    /** "2026-04-14" */
    iso: (at: number) => iso.format(at),
    /** "America/New_York (GMT-04:00)" */
    zone: (at: number) => {
      const name = offset.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value
      return name ? `${timeZone} (${name})` : timeZone
    },
  }
}
export type ReportDates = ReturnType<typeof reportDates>

/** The space before AM is a narrow one that few fonts have. */
const plain = (text: string): string => text.replaceAll('\u202f', ' ')

/** "2 min 40 s", from ms. */
export function tookWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes === 0) return `${rest} s`
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}
