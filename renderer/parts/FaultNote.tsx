/** A fault in words: what happened, what was not done, what to do; with a way to try again where that makes sense. */
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { Banner } from './Banner.tsx'
import { Button } from './Button.tsx'

type FaultNoteProps = { readonly fault: Fault; readonly onAgain?: () => void; readonly className?: string }

export const FaultNote = ({ fault, onAgain, className }: FaultNoteProps) => (
  <Banner
    tone="bad"
    urgent
    {...(className ? { className } : {})}
    actions={
      onAgain && (
        <Button size="sm" onClick={onAgain}>
          {words.common.again}
        </Button>
      )
    }
  >
    {faultText(fault)}
  </Banner>
)
