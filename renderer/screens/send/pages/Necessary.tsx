/**
 * Asks once whether the chosen pages are needed for their purpose, where the rule asks it (45 CFR 164.502(b)); other
 * pages ask anew. Elsewhere nothing is shown.
 */
import { Check } from 'lucide-react'
import { useState } from 'react'
import { minimumNecessaryApplies } from '#app/domain/purpose/purpose.ts'
import { faultText, purposeWords, words } from '#app/words/index.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import type { Compose } from '../compose.ts'
import { chosenCount } from '../editor/draft-editor.ts'
import { checkOf } from '../panels/standing.ts'
import { useCompose } from '../useCompose.ts'

const text = words.purpose.necessary

export function Necessary({ compose }: { readonly compose: Compose }) {
  const purpose = useCompose(compose, ({ editor }) => editor.content.purpose)
  const chosen = useCompose(compose, ({ editor }) => chosenCount(editor.content.pages))
  const result = useCompose(compose, ({ view }) => checkOf(view.checks, 'minimum-necessary')?.result)
  const [busy, setBusy] = useState(false)
  if (!purpose || chosen === 0 || !minimumNecessaryApplies(purpose)) return null
  const confirm = async (): Promise<void> => {
    setBusy(true)
    const outcome = await compose.confirmPages()
    setBusy(false)
    if (outcome.ok) compose.say(text.confirmed(chosen))
    else useToasts.getState().show({ tone: 'bad', text: faultText(outcome.fault) })
  }
  return (
    <div className="strip-needed" role="group" aria-label={text.title}>
      {result === 'pages-confirmed' ? (
        <p className="t2xs row g1h c-ok">
          <Check className="i i-14" aria-hidden />
          <span className="pretty">{text.confirmed(chosen)}</span>
        </p>
      ) : (
        <>
          <p className="t2xs c2 pretty">{text.lead(purposeWords[purpose].name)}</p>
          <button
            type="button"
            className="btn sm block"
            data-mends="minimum-necessary"
            aria-disabled={busy || undefined}
            onClick={() => !busy && void confirm()}
          >
            <Check className="i" aria-hidden />
            {text.confirm(chosen)}
          </button>
        </>
      )}
    </div>
  )
}
