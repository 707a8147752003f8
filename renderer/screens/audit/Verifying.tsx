/** A verification under way: how far it has come, and the way to end it. The window stays free meanwhile. */
import { ShieldQuestionMark } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { EventPayload } from '#app/contract/index.ts'
import { words } from '#app/words/index.ts'
import { call, on } from '#renderer/bridge.ts'
import { number } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'

const w = words.auditScreen.verifying

export function VerifyingBanner() {
  const [seen, setSeen] = useState<EventPayload<'audit.verifying'>>()
  const [stopping, setStopping] = useState(false)
  useEffect(() => on('audit.verifying', setSeen), [])
  return (
    <div className="banner chain">
      <ShieldQuestionMark className="i i-20" aria-hidden />
      <div className="grow row g3">
        <span className="ttl">{w.title}</span>
        <progress
          className="meter"
          aria-label={w.title}
          {...(seen ? { value: seen.entries, max: Math.max(seen.of, 1) } : {})}
        />
        <span className="c2 num">{seen ? w.soFar(number(seen.entries), number(seen.of)) : ''}</span>
      </div>
      <Button
        size="sm"
        busy={stopping}
        onClick={() => {
          setStopping(true)
          void call('audit.stopVerifying', {})
        }}
      >
        {w.stop}
      </Button>
    </div>
  )
}
