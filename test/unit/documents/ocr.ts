/** A page as another reads it who sees nothing but dots: Tesseract, on this machine alone. */
import { createRequire } from 'node:module'
import path from 'node:path'
import { createWorker, OEM, PSM } from 'tesseract.js'

const data = path.join(path.dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng')), '4.0.0')

/** Starts a reader; `read` takes a PNG and answers its words, one line a line. */
export async function startReader() {
  const worker = await createWorker('eng', OEM.LSTM_ONLY, { langPath: data, cacheMethod: 'none', gzip: true })
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_COLUMN, user_defined_dpi: '200' })
  return {
    read: async (png: Uint8Array): Promise<string> => (await worker.recognize(Buffer.from(png))).data.text,
    stop: () => worker.terminate(),
  }
}
