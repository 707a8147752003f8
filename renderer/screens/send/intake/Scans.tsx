/** What the scanner left: newest first, one press makes a fax of it. What could not be taken in says why. */
import { ChevronRight, CircleAlert, FileText, FileX, FolderSearch, LoaderCircle, RefreshCw, Trash2 } from 'lucide-react'
import type { FolderStanding, ScanFile, ScanList, ScanView } from '#app/contract/desk/scans.ts'
import { faultText, words } from '#app/words/index.ts'
import { clock, date, dayStart } from '#renderer/format.ts'
import { Badge, type BadgeTone } from '#renderer/parts/Badge.tsx'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useStatus } from '#renderer/state/session.ts'
import { discardScan, doUnreadable, takeScan, type UnreadableAct } from './scan-acts.ts'

const text = words.scans

const tones: Readonly<Record<FolderStanding, BadgeTone>> = {
  off: 'neutral',
  watching: 'ok',
  missing: 'warn',
  'no-access': 'warn',
}

/** Faces of one list: off with the way to turn it on, watching with its scans, or away with what to do. */
export function Scans() {
  const { view, again } = useAnswer('scans.list', {}, ['scans.changed'])
  if (view.at === 'loading') return null
  if (view.at === 'faulted') return <FaultNote fault={view.fault} onAgain={() => void again()} />
  const { folder } = view.value
  return (
    <section className="mb6" aria-labelledby="scans-title">
      <div className="row g2 mb1">
        <h2 className="tmd semi grow" id="scans-title">
          {text.title}
        </h2>
        {folder !== 'off' && (
          <Badge tone={tones[folder]} icon={folder === 'watching' ? RefreshCw : CircleAlert}>
            {text.standing[folder]}
          </Badge>
        )}
      </div>
      {folder === 'off' && view.value.scans.length === 0 ? <Off /> : <List list={view.value} />}
    </section>
  )
}

function Off() {
  const go = useNavigation((state) => state.go)
  const changeable = useStatus()?.session?.rights.includes('settings.change') ?? false
  return (
    <>
      <p className="txs c3 pretty mb2">{changeable ? text.off : `${text.off} ${text.offAsk}`}</p>
      {changeable && (
        <Button size="sm" icon={FolderSearch} onClick={() => go({ screen: 'settings', part: 'scanner' })}>
          {text.choose}
        </Button>
      )}
    </>
  )
}

function List({ list: { folder, waiting, scans } }: { readonly list: ScanList }) {
  const none = scans.length === 0 && waiting.length === 0
  return (
    <>
      {folder === 'missing' && <Banner tone="warn">{text.missing}</Banner>}
      {folder === 'no-access' && <Banner tone="warn">{text.noAccess}</Banner>}
      {folder === 'watching' && <p className="txs c3 pretty mb2">{none ? text.none : text.lead}</p>}
      {!none && (
        <ul className="card drafts-card scroll scans-card">
          {waiting.map(({ name, why }) => (
            <li key={`${name} ${why}`} className="scan-row">
              <LoaderCircle className="i i-18 c3" aria-hidden />
              <span className="grow">
                <b className="med ell">
                  <Private>{name}</Private>
                </b>
                <span className="txs c3">{text.waits[why]}</span>
              </span>
            </li>
          ))}
          {scans.map((scan) => (
            <li key={scan.id} className="row">
              {scan.unreadable ? <Unreadable scan={scan} {...scan.unreadable} /> : <Ready scan={scan} />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** The time for today, the day for any other. */
const when = (at: number): string => (at >= dayStart(Date.now()) ? clock(at) : date(at))

function Ready({ scan }: { readonly scan: ScanView }) {
  const go = useNavigation((state) => state.go)
  const { name, pages, at } = scan
  return (
    <>
      <button
        type="button"
        className="scan-row grow"
        title={text.use}
        onClick={() => void takeScan(scan.id, (draftId) => go({ screen: 'send', draftId }))}
      >
        <FileText className="i i-18 c3" aria-hidden />
        <span className="grow">
          <b className="med ell">
            <Private>{name}</Private>
          </b>
          <span className="txs c3 num">{text.line(pages, when(at))}</span>
        </span>
        <ChevronRight className="i c3" aria-hidden />
      </button>
      <IconButton icon={Trash2} label={text.discard(name)} onClick={() => void discardScan(scan.id)} />
    </>
  )
}

/** Only what can be done with the file where it lies. */
const actsOn: Readonly<Record<ScanFile, readonly UnreadableAct[]>> = {
  aside: ['again', 'remove'],
  left: ['again', 'takeOff'],
  gone: ['takeOff'],
  away: [],
}

type UnreadableProps = { readonly scan: ScanView } & NonNullable<ScanView['unreadable']>

const Unreadable = ({ scan, refusal, file }: UnreadableProps) => (
  <div className="scan-row grow">
    <FileX className="i i-18 c-bad" aria-hidden />
    <span className="grow">
      <b className="med ell" id={`scan-${scan.id}`}>
        <Private>{scan.name}</Private>
      </b>
      <span className="txs c-bad">{text.unreadable}</span>
      <span className="txs c2 pretty">
        {faultText({ code: 'document', refusal })} {text.files[file]}
      </span>
      <span className="row g2 mt1">
        {actsOn[file].map((act, place) => (
          <Button
            key={act}
            size="sm"
            kind={place === 0 ? 'plain' : 'quiet'}
            describedBy={`scan-${scan.id}`}
            onClick={() => void doUnreadable(act, scan.id)}
          >
            {text[act]}
          </Button>
        ))}
      </span>
    </span>
  </div>
)
