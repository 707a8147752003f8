/**
 * From a list of blocks to pages: blocks are measured first, so that "Page 2 of 9" is known before page 1 is drawn and
 * no page has to be kept in memory. Knows nothing of what a report says.
 */
import type { Paper } from './paper.ts'

export interface Block {
  readonly height: number
  readonly draw: (top: number) => void
  /** Drawn again at the top of every page that this block's followers continue on. */
  readonly repeats?: true
}

/** What stands on every page around its blocks. `page` counts from 1. */
export interface Surround {
  readonly top: (page: number) => number
  readonly bottom: number
  readonly draw: (page: number, pages: number) => void
}

interface Page {
  readonly blocks: readonly Block[]
}

/** Puts blocks on pages. A block is never divided; one that fits nowhere gets a page to itself. */
export function paginate(blocks: readonly Block[], { top, bottom }: Surround): readonly Page[] {
  const pages: Block[][] = [[]]
  let head: Block | undefined
  let used = top(1)
  for (const block of blocks) {
    const page = pages.at(-1) ?? []
    if (used + block.height <= bottom || page.length === 0) page.push(block)
    else {
      // A head whose first row does not follow it says nothing.
      if (page.at(-1) === head && page.length > 1) page.pop()
      pages.push(head && !block.repeats ? [head, block] : [block])
      used = top(pages.length) + (head && !block.repeats ? head.height : 0)
    }
    used += block.height
    if (block.repeats) head = block
  }
  return pages.map((page) => ({ blocks: page }))
}

/** Tells that a page is done and lets the message out before the next begins. */
export type Progress = (pagesDone: number) => Promise<void>

/** Draws all blocks with their surround; answers the number of pages. */
export async function drawPages(
  paper: Paper,
  blocks: readonly Block[],
  surround: Surround,
  progress: Progress,
): Promise<number> {
  const pages = paginate(blocks, surround)
  for (const [at, page] of pages.entries()) {
    paper.newPage()
    surround.draw(at + 1, pages.length)
    let y = surround.top(at + 1)
    for (const block of page.blocks) {
      block.draw(y)
      y += block.height
    }
    await progress(at + 1)
  }
  return pages.length
}
