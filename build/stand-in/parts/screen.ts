/** `screen`: one display of a common size. */
import { Emitter } from '../app/events.ts'
import { needReady } from '../app/host.ts'

const AREA = { x: 0, y: 0, width: 1920, height: 1080 }
const SIZE = { width: AREA.width, height: AREA.height }
const DISPLAY: Electron.Display = {
  id: 1,
  label: 'stand-in',
  detected: true,
  internal: false,
  bounds: AREA,
  workArea: AREA,
  size: SIZE,
  workAreaSize: SIZE,
  nativeOrigin: { x: 0, y: 0 },
  maximumCursorSize: { width: 32, height: 32 },
  scaleFactor: 1,
  rotation: 0,
  displayFrequency: 60,
  colorDepth: 24,
  depthPerComponent: 8,
  colorSpace: '',
  monochrome: false,
  accelerometerSupport: 'unknown',
  touchSupport: 'unknown',
}

class Screen extends Emitter {
  getPrimaryDisplay(): Electron.Display {
    needReady("The 'screen' module can't be used before the app 'ready' event")
    return DISPLAY
  }
  getAllDisplays(): Electron.Display[] {
    return [this.getPrimaryDisplay()]
  }
  getDisplayMatching(_rect: Electron.Rectangle): Electron.Display {
    return this.getPrimaryDisplay()
  }
}

export const screen = new Screen()
