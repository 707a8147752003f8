/**
 * From blocks to pages, one block after another: what has been put on a page is drawn at once and forgotten, so that a
 * report of any length takes the memory of one page. Knows nothing of what a report says.
 */
import type { Paper } from './paper.ts'

export interface Block {
  readonly height: number
  readonly draw: (top: number) => void
  /** `repeats`: drawn again at the top of every page that its followers continue on. `keeps`: never the last on a page. */
  readonly stays?: 'repeats' | 'keeps'
  /** Stands under the repeated head of every page that its followers continue on. */
  readonly again?: Block
}

/** What stands on every page around its blocks. `page` counts from 1. */
export interface Surround {
  readonly top: (page: number) => number
  readonly bottom: number
  readonly draw: (page: number) => void
}

export interface Flow {
  /** Puts the next block. A block is never divided; one that fits nowhere gets a page to itself. */
  readonly put: (block: Block) => void
  /** From here on no head is repeated: its table is over. */
  readonly endTable: () => void
  readonly pages: () => number
  /** Puts what was held back, and answers the number of pages. */
  readonly end: () => number
}

export function openFlow(paper: Pick<Paper, 'newPage'>, { top, bottom, draw }: Surround): Flow {
  let page = 0
  let used = 0
  let bare = true
  let head: Block | undefined
  let again: Block | undefined
  let held: readonly Block[] = []

  function turn(): void {
    paper.newPage()
    page += 1
    draw(page)
    used = top(page)
    bare = true
  }
  function place(block: Block): void {
    block.draw(used)
    used += block.height
    bare = false
  }
  /** A head and what belongs to it go to the next page together. */
  function placeAll(blocks: readonly Block[]): void {
    const height = blocks.reduce((sum, block) => sum + block.height, 0)
    if (page === 0) turn()
    if (used + height > bottom && !bare) {
      turn()
      if (head && !blocks.includes(head)) place(head)
      if (again && !blocks.some((block) => block.again)) place(again)
    }
    blocks.forEach(place)
    again = blocks.findLast((block) => block.again)?.again ?? again
  }
  return {
    put(block) {
      const together = [...held, block]
      if (block.stays === 'repeats') {
        head = block
        again = undefined
      }
      held = block.stays ? together : []
      if (!block.stays) placeAll(together)
    },
    endTable() {
      if (held.length > 0) placeAll(held)
      held = []
      head = undefined
      again = undefined
    },
    pages: () => page,
    end() {
      if (held.length > 0 || page === 0) placeAll(held)
      held = []
      return page
    },
  }
}

/** Tells that a page is done and lets the message out before the next begins. */
export type Progress = (pagesDone: number) => Promise<void>
