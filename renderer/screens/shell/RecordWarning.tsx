/** Stands above every screen of whoever may read the record, while it is known not to hold. */
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { useNavigation } from '#renderer/state/navigation.ts'

export function RecordWarning() {
  const go = useNavigation((state) => state.go)
  return (
    <Banner
      tone="bad"
      className="reminder"
      title={words.shell.recordTitle}
      actions={
        <Button size="sm" onClick={() => go({ screen: 'audit' })}>
          {words.shell.recordAct}
        </Button>
      }
    >
      {words.shell.recordText}
    </Banner>
  )
}
