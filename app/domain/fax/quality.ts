/** How finely pages are sent, the coarsest first. What it means in dots stands with the rendition. */
import { z } from 'zod'

export const Quality = z.enum(['standard', 'fine', 'superfine'])
export type Quality = z.infer<typeof Quality>
