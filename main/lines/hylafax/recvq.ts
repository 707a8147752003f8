/**
 * Faxes a server has received. Its file names begin anew when its counter is reset, so a fax is known by file name and
 * time together, and the list is looked at again before a file is read or removed.
 */
import type { ReceivedFax } from '../line.ts'
import { SessionTrouble, type Session } from './session.ts'

// The error comes last and the station before it: both are free text, and may hold the separator. Never `%q`: the
// server's process dies of it.
const format = '%f|%p|%Z|%z|%j|%s|%e'

/** Complete rows of a listing; what is still arriving (`*`) and what is no fax is left out. */
export function receivedIn(listing: string): readonly ReceivedFax[] {
  return listing.split('\r\n').flatMap((row) => {
    const [file = '', pages = '', seconds = '', arriving = '', caller = '', ...texts] = row.split('|')
    const at = Number(seconds.trim()) * 1000
    if (!/^\s*fax\d+\.tif\s*$/.test(file) || arriving.trim() !== '' || !Number.isSafeInteger(at) || at <= 0) return []
    const error = texts.at(-1)?.trim() ?? ''
    const station = texts.slice(0, -1).join('|').trim()
    return [
      {
        providerId: `${file.trim()}@${at / 1000}`,
        from: caller.trim() || station,
        pages: Number(pages.trim()) || 0,
        at,
        ...(error === '' ? {} : { incomplete: true }),
      },
    ]
  })
}

export async function listReceived({ must, read }: Session): Promise<readonly ReceivedFax[]> {
  await must('TZONE GMT', 200)
  await must(`RCVFMT "${format}"`, 200)
  return receivedIn((await read('LIST recvq')).toString('latin1'))
}

/** The file behind an id of ours, while the server still lists it. */
async function fileOf(session: Session, providerId: string): Promise<string | undefined> {
  const listed = await listReceived(session)
  return listed.some((fax) => fax.providerId === providerId) ? providerId.split('@')[0] : undefined
}

/** A TIFF. Throws where the server lists the file and will not let it be read. */
export async function readReceived(session: Session, providerId: string): Promise<Uint8Array | 'gone'> {
  const file = await fileOf(session, providerId)
  if (!file) return 'gone'
  await session.must('TYPE I', 200)
  const bytes = await session.read(`RETR recvq/${file}`)
  if (bytes.byteLength === 0) throw new SessionTrouble('broken-off')
  return bytes
}

/** Only an administrator of the server may: everyone else is refused (550). */
export async function removeReceived(session: Session, providerId: string) {
  const file = await fileOf(session, providerId)
  if (!file) return 'not-known'
  const { code } = await session.ask(`DELE recvq/${file}`)
  if (code === 250) return 'removed'
  return code === 550 || code === 504 ? 'refused' : 'no-answer'
}
