/** The small pictures of all pages on screen share one bound and one turn. The document service makes them. */
import type { Turn } from '#app/domain/pages/document.ts'
import { Pictures, type DrawPicture } from './pictures.ts'

/** 160 pictures of 204 × 264 pixels are some 34 MB. */
export const pagePictures = new Pictures<ImageBitmap>(160)

/** Fetches a picture from a relative address of our own origin. */
export const pictureAt =
  (url: string): DrawPicture<ImageBitmap> =>
  async (signal) => {
    const answer = await fetch(url, { credentials: 'same-origin', signal })
    if (!answer.ok) throw new Error('no picture')
    return createImageBitmap(await answer.blob())
  }

/** Reads a picture that is there already. @param png in base64 */
export const pictureOf =
  (png: string): DrawPicture<ImageBitmap> =>
  () =>
    createImageBitmap(new Blob([Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))], { type: 'image/png' }))

/** Puts a picture into a canvas, which takes its shape, turned clockwise: a page is turned at once, without another picture. */
export function putTurned(picture: ImageBitmap, turn: Turn, canvas: HTMLCanvasElement): void {
  const { width, height } = picture
  const upright = turn % 180 === 0
  canvas.width = upright ? width : height
  canvas.height = upright ? height : width
  const context = canvas.getContext('2d')
  if (!context) return
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((turn * Math.PI) / 180)
  context.drawImage(picture, -width / 2, -height / 2)
}
