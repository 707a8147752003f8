/** The way around: new fax, the places a person may go, how busy the line is, and who is signed in. */
import { Lock, PenLine, PhoneOff, PhoneOutgoing, TriangleAlert } from 'lucide-react'
import { Fragment } from 'react'
import type { LineView } from '#app/contract/lines.ts'
import type { SessionView } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { useAlerts } from '#renderer/state/told/alerts.ts'
import { useCounts } from '#renderer/state/told/counts.ts'
import { onMac, readable } from '#renderer/state/keys.ts'
import { lockNow } from '#renderer/state/leaving.ts'
import { useLines } from '#renderer/state/told/lines.ts'
import { useNavigation, type ScreenName } from '#renderer/state/navigation.ts'
import { useUnread } from '#renderer/state/told/unread.ts'
import { useRoleNames } from '#renderer/state/session.ts'
import { allowed, firstScreen, places, type Place } from './places.ts'

export function Sidebar({ session }: { readonly session: SessionView }) {
  const asked = useNavigation((state) => state.route.screen)
  const go = useNavigation((state) => state.go)
  const lines = useLines((state) => state.lines)
  const current = allowed(asked, session.rights) ? asked : firstScreen(session.rights).screen
  const open = places.filter((place) => place.screen !== 'send' && allowed(place.screen, session.rights))
  const practice = open.find(({ screen }) => screen === 'insights' || screen === 'audit')
  return (
    <nav className="sidebar scroll" aria-label={words.shell.main}>
      {allowed('send', session.rights) && (
        <button
          type="button"
          className="btn primary new"
          title={words.shell.newFax}
          aria-current={current === 'send' ? 'page' : undefined}
          onClick={() => go({ screen: 'send' })}
        >
          <PenLine className="i" aria-hidden />
          <span>{words.shell.newFax}</span>
          <Kbd keys="mod+n" />
        </button>
      )}
      {open.map((place) => (
        <Fragment key={place.screen}>
          {place === practice && <SectionHead />}
          {place.screen === 'settings' && <div className="sec-gap" />}
          <NavItem place={place} current={place.screen === current} onGo={() => go({ screen: place.screen })} />
        </Fragment>
      ))}
      <div className="foot">
        {lines.map((line) => (
          <LineCard key={line.id} line={line} />
        ))}
        <Me session={session} />
      </div>
    </nav>
  )
}

const SectionHead = () => (
  <>
    <div className="sec-gap" />
    <div className="sec">{words.shell.practice}</div>
  </>
)

type NavItemProps = { readonly place: Place; readonly current: boolean; readonly onGo: () => void }

const NavItem = ({ place: { screen, label, icon: Icon }, current, onGo }: NavItemProps) => (
  <button type="button" className="nav" title={label} aria-current={current ? 'page' : undefined} onClick={onGo}>
    <Icon className="i i-18" aria-hidden />
    <span>{label}</span>
    <Count screen={screen} />
  </button>
)

function Count({ screen }: { readonly screen: ScreenName }) {
  const counts = useCounts((state) => state.counts)
  const unread = useUnread((state) => state.unread)
  const alerts = useAlerts((state) => state.view?.open ?? 0)
  if (screen === 'audit') return alerts > 0 && <Warning count={alerts} says={words.alerts.open(alerts)} />
  if (screen === 'received')
    return (
      unread > 0 && (
        <span className="n" title={words.shell.unread(unread)}>
          <span className="sr">{words.shell.unread(unread)}</span>
          <span aria-hidden>{unread}</span>
        </span>
      )
    )
  if (screen === 'drafts' && counts && counts.drafts > 0) return <span className="n">{counts.drafts}</span>
  if (screen !== 'delivery' || !counts || counts.needsYou === 0) return null
  return <Warning count={counts.needsYou} says={words.shell.needYou(counts.needsYou)} />
}

const Warning = ({ count, says }: { readonly count: number; readonly says: string }) => (
  <span className="count warn" title={says}>
    <TriangleAlert className="i" aria-hidden />
    <span className="sr">{says}</span>
    <span aria-hidden>{count}</span>
  </span>
)

function LineCard({ line }: { readonly line: LineView }) {
  const good = line.standing === 'ready' || line.standing === 'training'
  const state = good ? words.shell.line(line.sending, line.waiting) : words.lines.standings[line.standing]
  const Icon = good ? PhoneOutgoing : PhoneOff
  return (
    <div className="line-card" title={`${line.name}: ${state}`}>
      <span className={good ? 'st info' : 'st bad'}>
        <Icon className="i i-14" aria-hidden />
        <span className="txt">{line.name}</span>
        {line.training && <span className="txt training-word">{words.common.training}</span>}
      </span>
      <span className="txt">{state}</span>
    </div>
  )
}

function Me({ session }: { readonly session: SessionView }) {
  const { person } = session
  const names = useRoleNames()
  const roles = person.roles.map((role) => names[role]).join(', ')
  return (
    <div className="me">
      <Avatar initials={person.initials} tint={person.tint} size="md" />
      <span className="who">
        <b className="med ell">{person.shortName}</b>
        <span className="c3 t2xs ell">{roles}</span>
      </span>
      <IconButton
        className="end"
        icon={Lock}
        label={words.shell.lockNow}
        title={`${words.shell.lockNow} (${readable('mod+l', onMac())})`}
        onClick={() => void lockNow()}
      />
    </div>
  )
}
