/** A scanner's folder on a real disk that says no once, as a lock, a permission or a full disk does. */
import { placeIn, type Place, type PlaceIn } from '#main/inbox/place.ts'

export const failed = (code: string): Error => Object.assign(new Error('what the disk says'), { code })

/** The act that fails next, once, and how; none while it has no act. */
export type Next = { act?: keyof Place; code: string }

/** A real folder whose next act named in `next` fails once with this code. */
export function failing(next: Next): PlaceIn {
  const once = <T extends (...given: never[]) => Promise<unknown>>(act: keyof Place, done: T): T =>
    (async (...asked: Parameters<T>) => {
      if (next.act !== act) return done(...asked)
      delete next.act
      throw failed(next.code)
    }) as T
  return (folder, computer) => {
    const { list, claim, read, untouched, remove, asideNames, setAside, takeBack, giveBack, removeAside } = placeIn(
      folder,
      computer,
    )
    return {
      list: once('list', list),
      claim: once('claim', claim),
      read: once('read', read),
      untouched: once('untouched', untouched),
      remove: once('remove', remove),
      asideNames: once('asideNames', asideNames),
      setAside: once('setAside', setAside),
      takeBack: once('takeBack', takeBack),
      giveBack: once('giveBack', giveBack),
      removeAside: once('removeAside', removeAside),
    }
  }
}
