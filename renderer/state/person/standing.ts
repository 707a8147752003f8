/** Where the person stands, told to main as they go, so that unlocking brings them back: the page itself dies with a lock. */
import type { SessionView, Standing } from '#app/contract/people/session.ts'
import { call, type Undo } from '#renderer/bridge.ts'
import { useNavigation, type Route } from '#renderer/state/navigation.ts'

/** Tells main; also for what a screen opened by itself, such as the draft of a new fax. */
export const standOn = (standing: Standing): void => void call('session.stand', standing)

/** Goes back to where the person stood, once, if nothing else was asked for; then tells main of every step. */
export function followStanding(session: SessionView | undefined): Undo {
  const { visit, go, route } = useNavigation.getState()
  // Which screens a person may see is judged where the route is shown.
  if (visit === 0 && session?.stood) go(session.stood as Route)
  else standOn(route)
  return useNavigation.subscribe((now, before) => {
    if (now.visit !== before.visit) standOn(now.route)
  })
}
