/** How far the other log has come, where there is one. */
import { words } from '#app/words/index.ts'
import { dateClock } from '#renderer/format.ts'
import type { SinkView } from '#app/contract/record/sink.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'

const w = words.sink

/** "Up to entry 1,204, Apr 14 · nothing waiting". */
export const sinkSays = ({ upTo, takenAt, waiting }: SinkView): string =>
  `${takenAt === undefined || upTo === 0 ? w.nothingYet : w.upTo(upTo, dateClock(takenAt))} · ${w.waiting(waiting)}`

export function SinkStatus() {
  const { view } = useAnswer('sink.read', {}, ['sink.changed', 'audit.grown'])
  if (view.at !== 'shown' || view.value.target.kind === 'none') return null
  return <SinkBanner sink={view.value} />
}

export function SinkBanner({ sink }: { readonly sink: SinkView }) {
  const { target, trouble } = sink
  if (target.kind === 'none') return null
  return (
    <Banner
      tone={trouble ? 'warn' : 'neutral'}
      title={target.kind === 'syslog' ? w.serverTarget(target.host, target.port) : w.fileTarget(target.file)}
    >
      {sinkSays(sink)}
      {trouble && ` · ${w.troubles[trouble.kind]} ${w.notLost}`}
    </Banner>
  )
}
