/** One calm word when pages that go together name different patients. It stops nothing. */
import { differenceWords, words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import type { Compose } from '../../compose.ts'
import { useCompose } from '../../useCompose.ts'
import { differenceOf, leaveTogether, numbersOf } from './findings.ts'

const text = words.pages.different

export function Differs({ compose }: { readonly compose: Compose }) {
  const found = useCompose(compose, differenceOf)
  const numbers = useCompose(compose, (state) => numbersOf(state, differenceOf(state)?.at ?? []))
  const refused = useCompose(compose, (state) => state.refused.length > 0)
  // A file that was not added is said first, in the same place.
  if (!found || refused) return null
  const [first] = found.at
  return (
    <Banner
      tone="warn"
      className="desk-note differs"
      title={text.title(numbers)}
      actions={
        <>
          {first !== undefined && (
            <Button size="sm" onClick={() => compose.stand({ kind: 'page', at: first })}>
              {text.look}
            </Button>
          )}
          <Button kind="quiet" size="sm" onClick={() => leaveTogether(compose)}>
            {text.leave}
          </Button>
        </>
      }
    >
      {differenceWords[found.field]} {found.scanned && text.scanned}
    </Banner>
  )
}
