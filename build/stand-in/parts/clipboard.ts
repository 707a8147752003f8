/** `clipboard`: the main process's own; not the desktop's, and not the pages'. */
import { closed } from '../fidelity/not-here.ts'

let held = ''

export const clipboard = closed('clipboard', {
  readText: async (): Promise<string> => held,
  writeText: async (text: string): Promise<void> => void (held = text),
  clear: (): void => void (held = ''),
})
