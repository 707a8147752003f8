/** Menus: built as on Electron, never drawn; tests find an item and click it. */
import { Emitter } from '../app/events.ts'
import { host } from '../app/host.ts'
import { endingAt } from '../fidelity/not-here.ts'
import type { BrowserWindow } from '../window/browser-window.ts'

type Options = Electron.MenuItemConstructorOptions

const ROLE_LABELS: Readonly<Record<string, string>> = {
  about: 'About',
  copy: 'Copy',
  cut: 'Cut',
  paste: 'Paste',
  quit: 'Quit',
  redo: 'Redo',
  selectAll: 'Select All',
  undo: 'Undo',
}

export class MenuItem {
  readonly id: string
  readonly type: NonNullable<Options['type']>
  readonly role: Electron.MenuItem['role']
  readonly accelerator: Electron.Accelerator | null
  readonly submenu: Menu | undefined
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  /** As a person's click: `click(item, window, event)` of the options, or what the role does. */
  readonly click: (event?: unknown, window?: BrowserWindow) => void

  constructor(options: Options) {
    const { role, submenu } = options
    this.id = options.id ?? ''
    this.type = options.type ?? (submenu ? 'submenu' : 'normal')
    this.role = role as Electron.MenuItem['role']
    this.accelerator = options.accelerator ?? null
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as Menu | undefined)
    this.label = options.label ?? (role ? (ROLE_LABELS[role] ?? role) : '')
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.click = (event, window) => {
      if (!this.enabled) return
      if (role) host.lifecycle.emit('menu-role', role)
      else options.click?.(this as never, window as never, event as Electron.KeyboardEvent)
    }
  }
}
Object.setPrototypeOf(MenuItem.prototype, endingAt(Object.prototype))

let applicationMenu: Menu | null = null

export class Menu extends Emitter {
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }
  static buildFromTemplate(template: (Options | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  readonly items: MenuItem[] = []

  append(item: MenuItem): void {
    this.items.push(item)
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}
