/**
 * The main process of the contract app: as little as it takes to look at Electron's behaviour from a test.
 * Plain JavaScript, so that whatever shell runs it needs no build. `globalThis.contract` is what tests reach.
 */
import { app, BrowserWindow, ipcMain, protocol, session, shell } from 'electron'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { answer } from './pages.js'

const here = import.meta.dirname

/** What calls that Electron only allows at the right time say when they come too early. */
const attempt = (call) => {
  try {
    call()
    return 'allowed'
  } catch (error) {
    return error.message
  }
}
const tooEarly = {
  window: attempt(() => new BrowserWindow()),
  session: attempt(() => session.defaultSession),
  handle: attempt(() => protocol.handle('early', () => new Response(''))),
}

/** Opens a window on the page; resolves when it is loaded. */
async function open(options = {}) {
  const { page = 'index.html', ...rest } = options
  const win = new BrowserWindow({
    width: 900,
    height: 700,
    show: false,
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: '#ffffff', symbolColor: '#000000', height: 40 },
    backgroundColor: '#ffffff',
    ...rest,
    webPreferences: {
      preload: path.join(here, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
  win.webContents.setWindowOpenHandler(({ url }) => {
    contract.popups.push(url)
    if (url.startsWith('https://help.example/')) void shell.openExternal(url)
    return { action: 'deny' }
  })
  win.webContents.on('will-navigate', (event, url) => {
    contract.navigations.push(url)
    if (!url.startsWith('app://faxdesk/')) event.preventDefault()
  })
  win.once('ready-to-show', () => win.show())
  await win.loadURL(`app://faxdesk/${page}`)
  return win
}

const contract = {
  tooEarly,
  popups: [],
  navigations: [],
  requests: [],
  seconds: [],
  heard: [],
  senders: [],
  open,
  openStore: async (options) => new (await import('electron-store')).default(options),
  folder: here,
  get window() {
    return BrowserWindow.getAllWindows()[0]
  },
}
globalThis.contract = contract

if (process.env.CONTRACT_DATA) app.setPath('userData', process.env.CONTRACT_DATA)
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

if (!app.requestSingleInstanceLock({ said: 'hello' })) app.exit(0)
app.on('second-instance', (_event, argv, cwd, data) => contract.seconds.push({ last: argv.at(-1), cwd, data }))
app.on('window-all-closed', () => app.quit())
app.on('web-contents-created', (_event, contents) => {
  contract.created = (contract.created ?? 0) + 1
  contents.on('will-attach-webview', (event) => event.preventDefault())
})

ipcMain.handle('echo', (_event, ...args) => args)
ipcMain.handle('fail', () => {
  throw new TypeError('no such matter')
})
ipcMain.handle('who', (event) => {
  const { sender, senderFrame } = event
  return {
    url: senderFrame?.url,
    origin: senderFrame?.origin,
    top: senderFrame?.parent === null,
    main: senderFrame === sender.mainFrame,
    window: BrowserWindow.fromWebContents(sender)?.id,
    contents: sender.id,
    processes: [typeof senderFrame?.processId, typeof senderFrame?.routingId],
  }
})
ipcMain.handle('file', async (_event, name) => new Uint8Array(await readFile(path.join(here, name))))
ipcMain.on('first', (event) => contract.senders.push(event.senderFrame?.url))

function ready() {
  contract.tooLate = attempt(() => protocol.registerSchemesAsPrivileged([]))
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
  session.defaultSession.setSpellCheckerEnabled(false)
  session.defaultSession.webRequest.onBeforeRequest(({ url }, callback) => {
    contract.requests.push(url)
    callback({ cancel: !/^(app|devtools|blob|data):/.test(url) })
  })
  session.defaultSession.webRequest.onHeadersReceived(({ responseHeaders }, callback) => {
    callback({ responseHeaders: { ...responseHeaders, 'X-Seen-By-Main': ['yes'] } })
  })
  protocol.handle('app', answer)
  return open()
}
void app.whenReady().then(ready)
