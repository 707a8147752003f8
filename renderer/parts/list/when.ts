/** When something was, in the width of a column. */
import { clock, dateClock, dayStart, shortDate, weekday } from '#renderer/format.ts'

export const today = (): number => dayStart(Date.now())

/** The time of a moment today, the day of any other. */
export const whenShort = (at: number): string => (dayStart(at) === today() ? clock(at) : shortDate(at))

/** The time of a moment today; of any other, the day with it. */
export const timeOrDay = (at: number): string => (dayStart(at) === today() ? clock(at) : dateClock(at))

/** "Tue, Apr 14" of today. */
export const todayWords = (): string => weekday(today())
