/** Settings: a page a subject, the list of pages on the left. */
import type { ReactNode } from 'react'
import type { SessionView, StatusView } from '#app/contract/people/session.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useStatus } from '#renderer/state/session.ts'
import { CallbacksPart } from './callbacks/CallbacksPart.tsx'
import { ChecksPart } from './ChecksPart.tsx'
import { CoversPart } from './covers/CoversPart.tsx'
import { LinesPart } from './LinesPart.tsx'
import { partOf, parts, partsFor, type PartName } from './parts.ts'
import { PeoplePart } from './people/PeoplePart.tsx'
import { PracticePart } from './PracticePart.tsx'
import { ReceivingPart } from './ReceivingPart.tsx'
import { ScannerPart } from './ScannerPart.tsx'
import { SecurityPart } from './SecurityPart.tsx'
import { SinkPart } from './sink/SinkPart.tsx'
import { YouPart } from './YouPart.tsx'

export function SettingsScreen({ part: asked }: { readonly part?: string }) {
  const status = useStatus()
  const go = useNavigation((state) => state.go)
  const part = partOf(asked, status?.session?.rights ?? [])
  if (!status?.session) return null
  const { label } = parts[part]
  return (
    <div className="settings-layout">
      <h1 className="sr">{words.settings.title}</h1>
      <nav className="set-nav" aria-label={words.settings.title}>
        {partsFor(status.session.rights).map((name) => (
          <PartItem
            key={name}
            name={name}
            current={name === part}
            onGo={() => go({ screen: 'settings', part: name })}
          />
        ))}
      </nav>
      <section key={part} className="set-main scroll" tabIndex={0} aria-label={label}>
        <div className="set-in">{pageOf(part, status, status.session)}</div>
      </section>
    </div>
  )
}

type PartItemProps = { readonly name: PartName; readonly current: boolean; readonly onGo: () => void }

function PartItem({ name, current, onGo }: PartItemProps) {
  const { icon: Icon, label } = parts[name]
  return (
    <button type="button" className="nav" data-part={name} aria-current={current ? 'page' : undefined} onClick={onGo}>
      <Icon className="i" aria-hidden />
      <span>{label}</span>
    </button>
  )
}

function pageOf(part: PartName, status: StatusView, session: SessionView): ReactNode {
  switch (part) {
    case 'lines':
      return <LinesPart changeable={session.rights.includes('settings.change')} />
    case 'checks':
      return <ChecksPart />
    case 'callbacks':
      return <CallbacksPart />
    case 'people':
      return <PeoplePart session={session} />
    case 'practice':
      return <PracticePart changeable={session.rights.includes('settings.change')} />
    case 'covers':
      return <CoversPart />
    case 'scanner':
      return <ScannerPart />
    case 'receiving':
      return <ReceivingPart />
    case 'security':
      return <SecurityPart status={status} session={session} />
    case 'log':
      return <SinkPart />
    case 'you':
      return <YouPart status={status} session={session} />
    default:
      return unreachable(part, 'part of settings')
  }
}
