/**
 * The one window. On lock the page is destroyed, not covered: a new window takes its place at the same spot and the
 * old one, with its process and everything it had drawn, is gone.
 */
import { BrowserWindow, nativeTheme, screen, type Rectangle, type WebContents } from 'electron'
import path from 'node:path'
import { origin } from './protocol.ts'

export type Bounds = Rectangle & { readonly maximized: boolean }

export type Windows = {
  /** Opens the window, or brings the open one forward. */
  readonly show: () => void
  /** Destroys the page and its process; a fresh one stands in its place. */
  readonly rebuild: () => void
  readonly page: () => WebContents | undefined
  readonly recolour: () => void
}

type Parts = {
  readonly folder: string
  readonly remembered: () => Bounds | undefined
  readonly remember: (bounds: Bounds) => void
  /** Whether a person's closing of the window goes through at once; if not, they are asked. */
  readonly mayClose: () => boolean
  readonly askToClose: () => Promise<boolean>
}

// The window is painted before the page is: these are the tokens --canvas and --text of the two themes.
const colours = () =>
  nativeTheme.shouldUseDarkColors ? { canvas: '#141413', text: '#efede7' } : { canvas: '#efede8', text: '#1b1a17' }

export function createWindows(parts: Parts): Windows {
  let current: BrowserWindow | undefined

  function open(place: Bounds | undefined): BrowserWindow {
    const window = new BrowserWindow(optionsFor(parts.folder, place))
    if (place?.maximized) window.maximize()
    window.setContentProtection(true)
    window.on('close', (event) => {
      if (window !== current) return
      parts.remember(placeOf(window))
      if (parts.mayClose()) return
      event.preventDefault()
      void parts.askToClose().then((close) => close && window.destroy())
    })
    window.on('closed', () => {
      if (window === current) current = undefined
    })
    // The title is the same on every screen: it shows in task bars and screen readers.
    window.on('page-title-updated', (event) => event.preventDefault())
    window.webContents.on('render-process-gone', (_event, details) => {
      if (window === current && details.reason !== 'clean-exit') rebuild()
    })
    // Rejected when the window is destroyed while it loads: a lock that follows at once.
    window.loadURL(`${origin}/index.html`).catch(() => undefined)
    return window
  }

  function rebuild(): void {
    const old = current
    if (!old) return
    current = open(placeOf(old))
    old.destroy()
  }

  return {
    show: () => {
      if (!current) current = open(parts.remembered())
      if (current.isMinimized()) current.restore()
      current.show()
      current.focus()
    },
    rebuild,
    page: () => current?.webContents,
    recolour: () => {
      if (current && process.platform !== 'darwin') current.setTitleBarOverlay(overlay())
    },
  }
}

const overlay = () => ({ color: '#00000000', symbolColor: colours().text, height: 39 })

const placeOf = (window: BrowserWindow): Bounds => ({ ...window.getNormalBounds(), maximized: window.isMaximized() })

function optionsFor(folder: string, place: Bounds | undefined): Electron.BrowserWindowConstructorOptions {
  const bounds =
    place && onScreen(place)
      ? { x: place.x, y: place.y, width: place.width, height: place.height }
      : { width: 1280, height: 800 }
  return {
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    title: 'Faxdesk',
    backgroundColor: colours().canvas,
    titleBarStyle: 'hidden',
    ...(process.platform === 'darwin' ? {} : { titleBarOverlay: overlay() }),
    webPreferences: {
      preload: path.join(folder, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  }
}

/** A screen may have been unplugged since the place was remembered. */
function onScreen(place: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(place)
  return (
    place.x < workArea.x + workArea.width - 80 &&
    place.x + place.width > workArea.x + 80 &&
    place.y >= workArea.y - 10 &&
    place.y < workArea.y + workArea.height - 40
  )
}
