/** Figures of the foundation: the store and the record under Node, the desk in a browser. */
import { benchDesk } from './desk.ts'
import { benchStore } from './store.ts'

export async function benchFoundation(): Promise<void> {
  await benchStore()
  await benchDesk()
}
