/** Tells main the digest of what a person copies out of the page: a lock takes it off the clipboard. */
import { Sha256 } from '#app/domain/ids.ts'
import { copiedText } from '#app/domain/copied.ts'
import { call, type Undo } from '#renderer/bridge.ts'

function selected(target: EventTarget | null): string {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
    return target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0)
  return document.getSelection()?.toString() ?? ''
}

async function tell(text: string): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(copiedText(text)))
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  await call('session.copied', { sha256: Sha256.parse(sha256) })
}

export function followCopies(): Undo {
  const heard = (event: ClipboardEvent): void => {
    const text = selected(event.target)
    if (text !== '') void tell(text)
  }
  document.addEventListener('copy', heard, true)
  document.addEventListener('cut', heard, true)
  return () => {
    document.removeEventListener('copy', heard, true)
    document.removeEventListener('cut', heard, true)
  }
}
