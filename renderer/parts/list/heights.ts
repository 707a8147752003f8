/** Heights of rows in px, from the same tokens the styles use (rem, so that they follow the text size). */
const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** A row of two lines: `--size-row`. */
export const rowHeight = (): number => 3.25 * rem()
/** A group's head: `.rows tr.group`. */
export const groupHeight = (): number => 2.125 * rem()
