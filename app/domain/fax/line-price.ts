/**
 * What a line charges, as the administrator typed it in from the line's own price list, in US dollars. A price is for
 * reckoning before a fax goes; bills are the line's. No currency but one, and nothing about accounts, may come in.
 */
import { z } from 'zod'

const usd = z.number().min(0).max(100)

/** A line may charge by time, by page or both. */
export const LinePrice = z.strictObject({ usdPerMinute: usd, usdPerPage: usd })
export type LinePrice = z.infer<typeof LinePrice>

/**
 * What a call costs, in US dollars.
 * @param durationMs begun minutes count whole, as telephone companies bill them
 */
export const costOf = ({ usdPerMinute, usdPerPage }: LinePrice, durationMs: number, pages: number): number =>
  Math.ceil(durationMs / 60_000) * usdPerMinute + pages * usdPerPage
