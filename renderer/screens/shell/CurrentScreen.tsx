/** The screen that is asked for, brought in when it is first needed. A screen that fails does not take the shell along. */
import { Component, lazy, Suspense, type ReactNode } from 'react'
import type { SessionView } from '#app/contract/people/session.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useNavigation, type Route } from '#renderer/state/navigation.ts'
import { allowed, firstScreen } from './places.ts'

const SendScreen = lazy(async () => ({ default: (await import('../send/SendScreen.tsx')).SendScreen }))
const DraftsScreen = lazy(async () => ({ default: (await import('../drafts/DraftsScreen.tsx')).DraftsScreen }))
const DeliveryScreen = lazy(async () => ({ default: (await import('../delivery/DeliveryScreen.tsx')).DeliveryScreen }))
const ReceivedScreen = lazy(async () => ({ default: (await import('../received/ReceivedScreen.tsx')).ReceivedScreen }))
const ContactsScreen = lazy(async () => ({ default: (await import('../contacts/ContactsScreen.tsx')).ContactsScreen }))
const InsightsScreen = lazy(async () => ({ default: (await import('../insights/InsightsScreen.tsx')).InsightsScreen }))
const AuditScreen = lazy(async () => ({ default: (await import('../audit/AuditScreen.tsx')).AuditScreen }))
const SettingsScreen = lazy(async () => ({ default: (await import('../settings/SettingsScreen.tsx')).SettingsScreen }))

export function CurrentScreen({ session }: { readonly session: SessionView }) {
  const asked = useNavigation((state) => state.route)
  const visit = useNavigation((state) => state.visit)
  const route = allowed(asked.screen, session.rights) ? asked : firstScreen(session.rights)
  return (
    <Caught key={route.screen}>
      <Suspense fallback={<Spinner label={words.common.loading} />}>{screenOf(route, visit)}</Suspense>
    </Caught>
  )
}

function screenOf(route: Route, visit: number): ReactNode {
  switch (route.screen) {
    case 'send':
      return <SendScreen key={route.draftId ?? visit} {...route} />
    case 'drafts':
      return <DraftsScreen />
    case 'delivery':
      return <DeliveryScreen {...route} />
    case 'received':
      return <ReceivedScreen />
    case 'contacts':
      return <ContactsScreen {...route} />
    case 'insights':
      return <InsightsScreen />
    case 'audit':
      return <AuditScreen />
    case 'settings':
      return <SettingsScreen {...route} />
    default:
      return unreachable(route, 'route')
  }
}

class Caught extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override readonly state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div className="screen-failed">
        <Banner
          tone="bad"
          urgent
          actions={<Button onClick={() => this.setState({ failed: false })}>{words.common.again}</Button>}
        >
          {words.shell.screenFailed}
        </Banner>
      </div>
    )
  }
}
