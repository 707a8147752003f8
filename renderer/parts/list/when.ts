/** When something was, in the width of a column. */
import { clock, dayStart, shortDate, weekday } from '#renderer/format.ts'

export const today = (): number => dayStart(Date.now())

/** The time of a moment today, the day of any other. */
export const whenShort = (at: number): string => (dayStart(at) === today() ? clock(at) : shortDate(at))

/** "Tue, Apr 14" of today. */
export const todayWords = (): string => weekday(today())
