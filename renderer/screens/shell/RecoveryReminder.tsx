/** Stands above every screen until somebody has proved that the recovery key was written down. */
import type { SessionView } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { useNavigation } from '#renderer/state/navigation.ts'

export function RecoveryReminder({ session }: { readonly session: SessionView }) {
  const go = useNavigation((state) => state.go)
  if (!session.rights.includes('people.manage')) return null
  return (
    <Banner
      tone="warn"
      className="reminder"
      title={words.shell.recoveryTitle}
      actions={
        <Button size="sm" onClick={() => go({ screen: 'settings', part: 'security' })}>
          {words.shell.recoveryAct}
        </Button>
      }
    >
      {words.shell.recoveryText}
    </Banner>
  )
}
