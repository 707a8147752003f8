/** What is said about pages in the preview: what may not be readable, what is hidden, and whom pages are about. */
import type { FindingKind, Repair } from '../../../domain/pages/legibility.ts'
import type { Difference } from '../../../domain/pages/one-patient.ts'
import { pagesReadAtMost } from '../../../domain/pages/reading.ts'

/** @param pages numbers in order. @returns "Page 3", "Pages 2 and 5", "Pages 2–6, 8 and 9" */
export function listed(pages: readonly number[]): string {
  if (pages.length === 1) return `Page ${pages[0]}`
  const runs: number[][] = []
  for (const page of pages) {
    const last = runs.at(-1)
    if (last?.at(-1) === page - 1) last.push(page)
    else runs.push([page])
  }
  // Two in a row are said one by one.
  const parts = runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run.map(String)))
  return `Pages ${parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`}`
}

export const pages = {
  both: 'Side by side',
  original: 'Original',
  received: 'As received',
  findings: {
    label: 'What may not be readable',
    next: 'Next',
    leave: 'Leave as it is',
    which: (now: number, all: number) => `${now} of ${all}`,
    numbers: {
      digits: 'There are numbers in it: a digit can be misread without anybody noticing.',
      decimals: 'There are decimal points in it: a dose that loses one is ten times as large.',
    },
    takes: (seconds: number) => `It adds about ${seconds} s to the fax.`,
    flag: 'may not be readable',
    covered: 'Pictures are covered while details are hidden.',
  },
  different: {
    title: (at: readonly number[]) => `${listed(at)} may be about another patient`,
    scanned: 'This was read from a scan and may be misread: look at the page.',
    waiting: (count: number) =>
      count === 1
        ? '1 scanned page is still being read for names and dates of birth.'
        : `${count} scanned pages are still being read for names and dates of birth.`,
    unread: (at: readonly number[]) =>
      at.length === 1
        ? `${listed(at)} is a scan that could not be read for names: see for yourself whom it is about.`
        : `${listed(at)} are scans that could not be read for names: see for yourself whom they are about.`,
    limit: `Of each file, the first ${pagesReadAtMost} pages are read.`,
    look: 'Look at it',
    leave: 'They belong together',
  },
  hide: {
    button: 'Hide parts of the page',
    lead: 'Drag over anything to hide it. What is under a box is removed, not covered.',
    keys: 'Enter puts a box in the middle of the page. Arrows move a box, Shift with an arrow changes its size, Delete removes it.',
    layer: 'Page on which parts can be hidden',
    box: (number: number) => `Box ${number}`,
    done: 'Done',
    add: 'Add a box',
    search: 'Words to hide on all pages',
    searchButton: 'Hide all',
    found: (count: number, onPages: number) =>
      `${count} ${count === 1 ? 'box' : 'boxes'} on ${onPages} ${onPages === 1 ? 'page' : 'pages'}. Look at each page before you send.`,
    none: 'Not found in the text of these pages.',
    beyond: (count: number) =>
      `${count} ${count === 1 ? 'page has' : 'pages have'} more of it than could be covered: draw boxes around the rest, or leave ${count === 1 ? 'it' : 'them'} out.`,
    unsearched: (count: number) =>
      `${count} ${count === 1 ? 'page has' : 'pages have'} no text to search: look at ${count === 1 ? 'it' : 'them'} yourself.`,
    placed: (number: number) => `Box ${number} placed`,
    removed: 'Box removed',
    full: 'This page has as many boxes as it can have. Draw one around several of them.',
    flag: (count: number) => `${count} hidden`,
    wholeFile: 'All pages of this file will be sent as pictures, so that nothing hidden stays behind.',
  },
  undoRepair: 'Undo the repair',
  repairsDone: 'Repaired',
} as const

export const findingWords: Readonly<Record<FindingKind, { readonly title: string; readonly lead: string }>> = {
  'small-text': { title: 'Small writing may not be readable', lead: 'It breaks up on a fax.' },
  'grey-text': {
    title: 'Gray writing may not be readable',
    lead: 'A fax knows only black and white; pale writing thins out or goes.',
  },
  faint: { title: 'This page is faint', lead: 'Pale strokes may be lost on a fax.' },
  dark: {
    title: 'This page is mostly black',
    lead: 'It takes long to send, uses up ink, and writing in it may fill in.',
  },
  'grey-areas': {
    title: 'Much of this page is gray',
    lead: 'Shades become dots or vanish. If it is a photograph, ask whether a fax will do.',
  },
  skewed: { title: 'This page is crooked', lead: 'Slanted lines are harder to read and take longer to send.' },
  cut: {
    title: 'Something touches the edge of this page',
    lead: 'It may have been cut off. Compare it with the paper, or scan it again.',
  },
  photograph: {
    title: 'This page has a photograph',
    lead: 'It arrives as fine lines of black and white. Ask whether a fax will do if its details matter.',
  },
  'dark-area': {
    title: 'This page has a dark area',
    lead: 'It arrives black, with the light writing in it left white.',
  },
  thin: { title: 'Strokes on this page are thinner than a fax line', lead: 'At standard quality they may be lost.' },
}

export const repairWords: Readonly<Record<Repair, string>> = {
  darken: 'Make it darker',
  invert: 'Swap black and white',
  straighten: 'Straighten it',
  fine: 'Send in fine quality',
  enlarge: 'Enlarge to fill the page',
}

export const differenceWords: Readonly<Record<Difference['field'], string>> = {
  name: 'The name after “Patient” is not the same on all pages.',
  birth: 'The date of birth is not the same on all pages.',
  record: 'The record number is not the same on all pages.',
}
