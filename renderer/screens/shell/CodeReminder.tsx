/** Stands above every screen of somebody whose role must sign in with one-time codes, until they have set them up. */
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { useNavigation } from '#renderer/state/navigation.ts'

const w = words.settings.secondFactor

export function CodeReminder() {
  const go = useNavigation((state) => state.go)
  return (
    <Banner
      tone="warn"
      className="reminder"
      title={w.reminderTitle}
      actions={
        <Button size="sm" onClick={() => go({ screen: 'settings', part: 'you' })}>
          {w.reminderAct}
        </Button>
      }
    >
      {w.reminderText}
    </Banner>
  )
}
