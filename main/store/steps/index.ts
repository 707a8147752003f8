/**
 * The store's numbered steps, in order. A store's `user_version` is the number of the last step it took.
 * A step that has shipped is never edited, and it imports nothing that may change under it: neither tables.ts nor any
 * helper. Steps are SQLite's own dialect; queries elsewhere are portable.
 */
import { step001 } from './001-first-tables.ts'
import { step002 } from './002-fax-search.ts'
import { step003 } from './003-lines.ts'
import { step004 } from './004-look-alikes.ts'
import { step005 } from './005-imports.ts'
import { step006 } from './006-contact-book.ts'
import { step007 } from './007-outbox.ts'
import { step008 } from './008-import-rows.ts'
import { step009 } from './009-scans.ts'
import { step010 } from './010-fax-originals.ts'
import { step011 } from './011-received-faxes.ts'
import { step012 } from './012-approvals.ts'
import { step013 } from './013-groups.ts'
import { step014 } from './014-record-by-time.ts'
import type { Step } from '../engine/step.ts'

export const steps: readonly Step[] = Object.freeze([
  step001,
  step002,
  step003,
  step004,
  step005,
  step006,
  step007,
  step008,
  step009,
  step010,
  step011,
  step012,
  step013,
  step014,
])

/** The `user_version` this release writes. A store with a higher one is from a newer release and is refused. */
export const newestVersion = steps.length
