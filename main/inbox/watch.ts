/** Hears of changes in a folder. News only: what lies there is found by listing it, so news may be late, double or lost. */
import { watch } from 'chokidar'
import type { Undo } from '../ports.ts'

export type WatchFolder = (folder: string, onNews: () => void) => Undo

/** Listens to the file system. A network share may say nothing at all: whoever asks must also look by the clock. */
export const watchFolder: WatchFolder = (folder, onNews) => {
  const watcher = watch(folder, { depth: 0, ignoreInitial: true, persistent: false })
  watcher.on('all', onNews)
  // Trouble with the folder is found, and named, by listing it.
  watcher.on('error', onNews)
  return () => void watcher.close()
}
