/** Insights in words: counts, and nothing about anyone. */
import type { InsightPeriod } from '../../../contract/record/insights.ts'

const periods: Readonly<Record<InsightPeriod, string>> = { week: '7 days', month: '30 days', year: '12 months' }

export const insights = {
  title: 'Insights',
  lead: 'Counts only, no patient details',
  period: 'Period',
  periods,
  asTables: 'As tables',
  asCharts: 'As charts',
  print: 'Print',
  printed: (period: string, at: string) => `${period} up to ${at}`,
  figures: (step: string) => `Figures ${step}`,
  lines: 'Lines',
  real: 'Real lines',
  training: 'Training line',
  charts: 'Charts',
  none: 'No fax was sent off in this time',
  noneText: 'Choose a longer period. Figures appear with the first fax.',
  noFigure: '–',
  rate: 'Delivery rate',
  firstTime: 'Delivered first time',
  time: 'Time to delivery',
  sent: 'Faxes sent',
  percent: '%',
  pages: (pages: string) => `${pages} pages delivered`,
  middle: 'half are faster',
  more: (by: string) => `${by} more`,
  less: (by: string) => `${by} less`,
  points: (points: string) => `${points} points`,
  faster: (by: string) => `${by} faster`,
  slower: (by: string) => `${by} slower`,
  same: 'As before',
  noBefore: 'Nothing to compare with',
  byDay: 'by day',
  byMonth: 'by month',
  rateBy: (step: string) => `Delivered first time, ${step}`,
  timeBy: (step: string) => `Time to delivery, ${step}`,
  failed: 'Why attempts failed',
  attempts: (count: string) => `${count} attempts`,
  noFailures: 'No attempt failed in this time.',
  noEnds: 'No fax came to an end in this time.',
  noDeliveries: 'No fax was delivered in this time.',
  gotThrough: (count: number, of: number) =>
    count === 0
      ? 'None of these faxes got through'
      : count >= of
        ? 'All got through in the end'
        : `${count} got through in the end`,
  hours: 'Busiest hours',
  hoursNote: 'Faxes sent off, by weekday and hour',
  columns: {
    when: 'From',
    sent: 'Sent',
    delivered: 'Delivered',
    firstTime: 'First time',
    middle: 'Middle time',
    reason: 'Reason',
    attempts: 'Attempts',
    gotThrough: 'Got through',
    weekday: 'Weekday',
  },
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  hour: (hour: number) => `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? 'AM' : 'PM'}`,
  shortHour: (hour: number) => String(hour % 12 === 0 ? 12 : hour % 12),
  between: (title: string, from: string, to: string, least: string, most: string) =>
    `${title}, from ${from} to ${to}: between ${least} and ${most}. The table has every figure.`,
} as const
