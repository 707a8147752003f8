/**
 * Boot: the one file that constructs the product. It settles the data folder and the single instance, hardens the shell
 * before any window exists, hands real ports to the application, and quits only when the application has stopped.
 */
import { app, clipboard, dialog, Menu, nativeTheme, Notification, BrowserWindow } from 'electron'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { words } from '#app/words/index.ts'
import { createApplication, type Application, type Assets } from '../application.ts'
import type { DocumentWork, Files, Notifier } from '../ports.ts'
import { startDocumentChild } from './document-child.ts'
import { harden, hardenContents } from './hardening.ts'
import { answerCalls } from './ipc.ts'
import { systemKeychain } from './keychain.ts'
import { systemClock } from '../clock.ts'
import { systemNetwork } from '../network.ts'
import { openLog } from '../log.ts'
import { offsetReaders, timeOffsetBy } from '../time-offset.ts'
import { applicationMenu } from './menu.ts'
import { systemPower } from './power.ts'
import { openPreferences, type Appearance } from './preferences.ts'
import { registerScheme, serve } from './protocol.ts'
import { surroundings } from './surroundings.ts'
import { createWindows } from './windows.ts'

const out = path.resolve(import.meta.dirname, '..')

function boot(): void {
  registerScheme()
  hardenContents()
  app.enableSandbox()
  // The one environment variable of the product: where its data lies. Tests and the demo point it at a folder of theirs.
  const elsewhere = process.env['FAXDESK_DATA']
  if (elsewhere) app.setPath('userData', path.resolve(elsewhere))
  mkdirSync(app.getPath('userData'), { recursive: true, mode: 0o700 })
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.setAppUserModelId('health.faxdesk.desktop')
  void app.whenReady().then(start)
}

async function start(): Promise<void> {
  harden()
  const folder = app.getPath('userData')
  const preferences = openPreferences(folder)
  nativeTheme.themeSource = preferences.read().theme
  const application = await createApplication(
    {
      clock: systemClock,
      timeOffset: timeOffsetBy(offsetReaders[surroundings().platform]),
      chance: { bytes: randomBytes },
      keychain: await systemKeychain(),
      power: systemPower(),
      files: filesIn(folder),
      preferences: {
        read: preferences.read,
        change: (part) => {
          const changed = preferences.change(part)
          nativeTheme.themeSource = changed.theme
          return changed
        },
      },
      notifier,
      clipboard: { read: async () => clipboard.readText(), clear: () => clipboard.clear() },
      log: openLog(path.join(folder, 'faxdesk.log')),
      network: systemNetwork,
      startDocumentChild: (work) => startDocumentChild(path.join(out, 'main', documentChildren[work])),
      surroundings: surroundings(),
    },
    assetsIn(path.join(out, 'main')),
  )
  openDesk(application, preferences)
}

const documentChildren: Readonly<Record<DocumentWork, string>> = {
  pages: 'document-child.js',
  pictures: 'picture-child.js',
  reading: 'reading-child.js',
}

const assetsIn = (folder: string): Assets => ({
  pdfium: path.join(folder, 'assets', 'pdfium.wasm'),
  regularFont: path.join(folder, 'assets', 'fonts', 'inter-regular.ttf'),
  boldFont: path.join(folder, 'assets', 'fonts', 'inter-bold.ttf'),
  // Outside the archive, where anybody may put another build of it in its place, as its licence wants.
  vips: path.join(folder.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked'), 'assets', 'vips', 'vips-node.mjs'),
  reader: path.join(folder, 'assets', 'tesseract', 'tesseract-core-simd-lstm.cjs'),
  letters: path.join(folder, 'assets', 'tesseract', 'eng.traineddata.gz'),
  argon2Worker: path.join(folder, 'argon2-worker.js'),
  verifyWorker: path.join(folder, 'verify-worker.js'),
  reportWorker: path.join(folder, 'report-worker.js'),
  verifier: path.join(folder, 'assets', 'faxdesk-verify.mjs'),
})

function openDesk(application: Application, preferences: Appearance): void {
  let quitting = false
  const windows = createWindows({
    folder: out,
    remembered: preferences.window,
    remember: preferences.keepWindow,
    mayClose: () => quitting || application.sending() === 0,
    askToClose: () => askToClose(application.sending()),
  })
  serve(path.join(out, 'renderer'), application.readDocument)
  answerCalls(application.call, windows.page)
  application.subscribe((event) => windows.page()?.send('faxdesk:event', event))
  application.onLocked(windows.rebuild)
  nativeTheme.on('updated', windows.recolour)
  Menu.setApplicationMenu(applicationMenu(application.lock))
  app.on('second-instance', windows.show)
  app.on('activate', windows.show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  quitAfter(application, () => {
    quitting = true
  })
  windows.show()
}

/** Holds the quit back until the outbox has come to rest and the record is closed with a checkpoint. */
function quitAfter(application: Application, began: () => void): void {
  let stopped = false
  app.on('before-quit', (event) => {
    began()
    if (stopped) return
    event.preventDefault()
    void application.stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}

async function askToClose(sending: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: words.desktop.closeWhileSending(sending),
    detail: words.desktop.closeWhileSendingDetail,
    buttons: [words.desktop.keepOpen, words.desktop.closeAnyway],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}

const filesIn = (dataFolder: string): Files => ({
  dataFolder,
  askWhereToSave: async (suggestedName) => {
    const options = {
      defaultPath: path.join(app.getPath('documents'), suggestedName),
      filters: [filterFor(path.extname(suggestedName).slice(1))],
    }
    const window = BrowserWindow.getAllWindows()[0]
    const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
    return answer.canceled || !answer.filePath ? undefined : answer.filePath
  },
  askWhichToOpen: async () => {
    const options: Electron.OpenDialogOptions = {
      properties: ['openFile'],
      filters: [
        { name: words.desktop.contactFiles, extensions: ['csv', 'tsv', 'txt', 'vcf', 'json', 'ndjson'] },
        { name: words.desktop.allFiles, extensions: ['*'] },
      ],
    }
    const window = BrowserWindow.getAllWindows()[0]
    const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
    return answer.canceled ? undefined : answer.filePaths[0]
  },
  askForFolder: async () => {
    const options: Electron.OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
    const window = BrowserWindow.getAllWindows()[0]
    const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
    return answer.canceled ? undefined : answer.filePaths[0]
  },
})

const filterFor = (extension: string) => ({ name: extension.toUpperCase(), extensions: [extension] })

/** Says only that something waits: a notice is read over shoulders and kept by the system. */
const notifier: Notifier = {
  attention: () => {
    if (Notification.isSupported()) new Notification({ title: 'Faxdesk', body: words.desktop.attention }).show()
  },
}

boot()
