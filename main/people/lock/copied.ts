/**
 * What a person copied out of the page is gone from the clipboard when the desk locks. Faxdesk keeps only a digest of it,
 * and takes away nothing that came from elsewhere.
 */
import { createHash } from 'node:crypto'
import { copiedText } from '#app/domain/copied.ts'
import type { Clipboard } from '../../ports.ts'
import type { Session } from '../session.ts'

/** @returns to be called with the digest (SHA-256 of `copiedText`, hexadecimal) of whatever is copied */
export function forgetCopies(session: Session, clipboard: Clipboard): (digest: string) => void {
  let copied: string | undefined
  session.onChange(({ after }) => {
    if (after.stage === 'open' || copied === undefined) return
    const digest = copied
    copied = undefined
    // A clipboard that another program holds cannot be read; nothing of the lock waits for it.
    clipboard.read().then(
      (text) => digestOf(text) === digest && clipboard.clear(),
      () => undefined,
    )
  })
  return (digest) => void (copied = digest)
}

const digestOf = (text: string): string => createHash('sha256').update(copiedText(text)).digest('hex')
