/** Figures of the documents: the fax rendition against Ghostscript, libtiff and Tesseract, and the wait for a view. */
import path from 'node:path'
import { samplePath } from '#test/given/samples/made.ts'
import { benchCoder } from './coder.ts'
import { benchCover } from './cover.ts'
import { benchKinds, startTools } from './kinds.ts'
import { inFolder, wants } from './tools.ts'
import { benchLong, benchView } from './view.ts'
import { benchWindow } from './window.ts'
import { benchWords } from './words.ts'

export async function benchDocuments(): Promise<void> {
  await inFolder(async (folder) => {
    const tools = await startTools()
    const ghostscript = wants('gs', 'the rendition against Ghostscript')
    if (ghostscript) await benchKinds(tools, folder)
    if (wants('tiffcp', 'the coder against libtiff')) await benchCoder(tools, folder)
    if (ghostscript && wants('tesseract', 'how much small grey writing can be read')) await benchWords(tools, folder)
    await benchView(folder, ghostscript ? 'scan-300.pdf' : undefined)
    await benchLong(folder, ghostscript)
    await benchCover()
    const scan = ghostscript ? [{ name: 'scan-300', file: path.join(folder, 'scan-300.pdf') }] : []
    await benchWindow([{ name: 'text', file: samplePath('referral-10p.pdf') }, ...scan], path.join(folder, 'long.pdf'))
  })
}
