/** Where a cover sheet may print, in points of Letter paper, and the styles its parts are set in. */
import type { Set, Style } from '../../reports/render/text.ts'

export const left = 50.4
export const right = 561.6
export const inner = right - left
export const top = 46
export const bottom = 792 - 43.2

export const bold = (size: number, leading = size * 1.2): Style => ({ face: 'bold', size, leading })
export const plain = (size: number, leading = size * 1.35): Style => ({ face: 'regular', size, leading })
export const none: Set = { ...plain(12), lines: [], whole: true }
