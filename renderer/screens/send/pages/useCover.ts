/** The cover sheet as it stands, made by main from what was last saved. The one before stays until the next is there. */
import { useEffect } from 'react'
import type { PictureBox } from '#app/domain/pages/picture.ts'
import { pictureOf } from '#renderer/parts/pages/page-pictures.ts'
import { coverPageUrl } from '../addresses.ts'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'

export type Cover =
  | { readonly at: 'none' }
  | { readonly at: 'opening' }
  | { readonly at: 'unshown' }
  | {
      readonly at: 'shown'
      /** Names this very sheet; a page of it is named by its number behind that. */
      readonly name: string
      /** Its pages in small, PNG in base64. */
      readonly pictures: readonly string[]
      /** Where a page of it, from 1, is had large. */
      readonly addressIn: (page: number, box: PictureBox) => string
    }

export function useCover(compose: Compose): Cover {
  const { id, revision } = useCompose(compose, ({ view }) => view)
  const included = useCompose(compose, ({ view }) => view.content.cover.included)
  const cover = useCompose(compose, (state) => state.cover)
  useEffect(() => {
    if (included) void compose.drawCover()
  }, [compose, id, revision, included])
  if (!included) return { at: 'none' }
  if (!cover) return { at: 'opening' }
  if (cover.at === 'undrawn') return { at: 'unshown' }
  const { revision: drawn, pictures } = cover
  const addressIn = (page: number, box: PictureBox): string => coverPageUrl(id, page, drawn, box)
  return { at: 'shown', name: `cover ${id} ${drawn}`, pictures, addressIn }
}

/** A page of the sheet in small, from 1: its name, and how it is had; undefined while there is none. */
export function coverPicture(cover: Cover, page: number) {
  const png = cover.at === 'shown' ? cover.pictures[page - 1] : undefined
  return cover.at === 'shown' && png !== undefined ? { name: `${cover.name} ${page}`, draw: pictureOf(png) } : undefined
}
