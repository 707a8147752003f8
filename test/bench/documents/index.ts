/** Figures of the documents: the fax rendition against Ghostscript, libtiff and Tesseract, and the wait for a view. */
import { benchCoder } from './coder.ts'
import { benchCover } from './cover.ts'
import { benchKinds, startTools } from './kinds.ts'
import { inFolder, wants } from './tools.ts'
import { benchView, benchWorkers } from './view.ts'
import { benchWords } from './words.ts'

export async function benchDocuments(): Promise<void> {
  await inFolder(async (folder) => {
    const tools = await startTools()
    const ghostscript = wants('gs', 'the rendition against Ghostscript')
    if (ghostscript) await benchKinds(tools, folder)
    if (wants('tiffcp', 'the coder against libtiff')) await benchCoder(tools, folder)
    if (ghostscript && wants('tesseract', 'how much small grey writing can be read')) await benchWords(tools, folder)
    await benchView(folder, ghostscript ? 'scan-300.pdf' : undefined)
    await benchWorkers()
    await benchCover()
  })
}
