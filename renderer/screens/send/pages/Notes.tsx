import type { SealedPacket } from '#app/contract/desk/drafts.ts'
import { faxDpi } from '#app/domain/pages/rendition.ts'
import { faultText, qualityWords, words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import type { Compose } from '../compose.ts'
import { placesOf, samePlace, sealedPage } from '../compose-state.ts'
import { Refusals } from '../intake/Refusals.tsx'
import { useCompose } from '../useCompose.ts'

/** What must be known about this picture, over its upper edge. */
export function Notes({ compose, received }: { readonly compose: Compose; readonly received: boolean }) {
  const { look, refused, there, page } = useCompose(compose, ({ look: now, refused: out, editor, place }) => ({
    look: now,
    refused: out,
    there: placesOf({ editor }).some((other) => samePlace(other, place)),
    page: sealedPage(editor, place),
  }))
  const text = words.send.preview
  if (refused.length > 0) {
    return <Refusals refused={refused} onDismiss={() => compose.dismissRefused()} className="desk-note" />
  }
  if (look.at === 'sealing') return <Said text={text.sealing} />
  if (look.at === 'sealed' && received) {
    // Of a page that is left out nothing is printed; its place says so itself.
    return page === undefined ? null : <Received packet={look.packet} />
  }
  if (look.at === 'sealed') return <Said text={text.sealedNote[look.packet.form]} {...sure(look.packet)} />
  if (look.at === 'refused') {
    return (
      <Banner tone="bad" urgent className="desk-note">
        {faultText(look.fault)}
      </Banner>
    )
  }
  return look.at === 'original' && there && page === undefined ? <Said text={text.leftOutNote} /> : null
}

/** Only what Faxdesk has prepared is sure to arrive as it is shown. */
const sure = ({ form }: SealedPacket): { readonly tone?: 'ok' } => (form === 'prepared' ? { tone: 'ok' } : {})

function Received({ packet }: { readonly packet: SealedPacket }) {
  const { form, quality } = packet
  const dots = `${faxDpi.across}×${faxDpi.down[quality]}`
  return <Said text={words.send.preview.receivedNote[form](qualityWords[quality], dots)} {...sure(packet)} />
}

const Said = ({ text, tone }: { readonly text: string; readonly tone?: 'ok' }) => (
  <p className={tone ? `desk-said t2xs ${tone}` : 'desk-said t2xs'} role="status">
    {text}
  </p>
)
