/** The record as verification reads it from a store. */
import {
  checkpointsAfter,
  entriesAfter,
  lastEntry,
  latestCheckpoint,
  rememberedHead,
} from '../../store/record/audit.ts'
import type { ReadStore } from '../../store/store.ts'
import type { RecordSource } from './verify.ts'

export const sourceIn = (db: ReadStore): RecordSource => ({
  entriesAfter: (after, limit) => entriesAfter(db, after, limit),
  checkpointsAfter: (after, limit) => checkpointsAfter(db, after, limit),
  latestCheckpoint: () => latestCheckpoint(db),
  lastEntry: () => lastEntry(db),
  rememberedHead: () => rememberedHead(db),
})
