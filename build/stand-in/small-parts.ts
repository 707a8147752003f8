/** The parts of Electron that need nothing from Chromium. */
import { spawn, fork, type ChildProcess } from 'node:child_process';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { app } from './app.ts';
import { headless } from './chromium.ts';
import { StandInEvent } from './events.ts';
import { host } from './host.ts';

// ── dialog: cancelled unless a test replaces the method, as it would on Electron ──────────────
const lastArgument = (args: unknown[]): any => {
  host.needReady('dialog module can only be used after app is ready');
  return args.at(-1) ?? {};
};
export const dialog = {
  showOpenDialog: async (...args: unknown[]) => (lastArgument(args), { canceled: true, filePaths: [] as string[] }),
  showSaveDialog: async (...args: unknown[]) => (lastArgument(args), { canceled: true, filePath: '' }),
  showMessageBox: async (...args: unknown[]) => ({ response: lastArgument(args).cancelId ?? 0, checkboxChecked: false }),
  showOpenDialogSync: (..._args: unknown[]): string[] | undefined => undefined,
  showSaveDialogSync: (..._args: unknown[]) => '',
  showMessageBoxSync: (...args: unknown[]): number => lastArgument(args).cancelId ?? 0,
  showErrorBox: (title: string, content: string) => console.error(`${title}\n${content}`),
};

export const shell = {
  openExternal: async (url: string) => {
    if (headless) return console.error(`electron stand-in: shell.openExternal(${url})`);
    const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
    spawn(opener, [url], { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
  },
  openPath: async (_file: string) => '',
  showItemInFolder: (_file: string) => {},
  trashItem: async (file: string) => fs.promises.rm(file, { recursive: true }),
  beep: () => {},
};

// ── safeStorage: AES-256-GCM under a key file. Real API, no real protection. ──────────────────
const PREFIX = Buffer.from('standin1');
function storageKey() {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready');
  const file = path.join(app.getPath('userData'), 'standin-safe-storage.key');
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return fs.readFileSync(file);
}
export const safeStorage = {
  isEncryptionAvailable: () => app.isReady(),
  isAsyncEncryptionAvailable: async () => app.isReady(),
  getSelectedStorageBackend: () => 'basic_text' as const,
  setUsePlainTextEncryption: (_use: boolean) => {},
  encryptString(text: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', storageKey(), iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([PREFIX, iv, cipher.getAuthTag(), body]);
  },
  decryptString(encrypted: Buffer): string {
    if (!encrypted.subarray(0, 8).equals(PREFIX)) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
    const decipher = createDecipheriv('aes-256-gcm', storageKey(), encrypted.subarray(8, 20));
    decipher.setAuthTag(encrypted.subarray(20, 36));
    return Buffer.concat([decipher.update(encrypted.subarray(36)), decipher.final()]).toString('utf8');
  },
  encryptStringAsync: async (text: string) => safeStorage.encryptString(text),
  decryptStringAsync: async (encrypted: Buffer) => ({ result: safeStorage.decryptString(encrypted), shouldReEncrypt: false }),
};

export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => 0,
  getSystemIdleState: (_threshold: number) => 'active' as const,
  getCurrentThermalState: () => 'unknown' as const,
  isOnBatteryPower: () => false,
  onBatteryPower: false,
});

class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system';
  get themeSource() {
    return this.#source;
  }
  set themeSource(source) {
    this.#source = source;
    const value = source === 'system' ? '' : source;
    for (const contents of host.contents.values()) {
      void contents.cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }).catch(() => {});
    }
    this.emit('updated');
  }
  get shouldUseDarkColors() {
    return this.#source === 'dark';
  }
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly prefersReducedTransparency = false;
  readonly inForcedColorsMode = false;
}
export const nativeTheme = new NativeTheme();

export class Notification extends EventEmitter {
  static isSupported() {
    return true;
  }
  title: string;
  body: string;
  constructor(options: { title?: string; body?: string } = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }
  show() {
    queueMicrotask(() => this.emit('show', new StandInEvent()));
  }
  close() {
    queueMicrotask(() => this.emit('close', new StandInEvent()));
  }
}

export class NativeImage {
  #png: Buffer;
  constructor(png: Buffer) {
    this.#png = png;
  }
  toPNG() {
    return this.#png;
  }
  toDataURL() {
    return `data:image/png;base64,${this.#png.toString('base64')}`;
  }
  isEmpty() {
    return this.#png.length === 0;
  }
  getSize() {
    return this.#png.length < 24 ? { width: 0, height: 0 } : { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) };
  }
  resize() {
    return this;
  }
}
export const nativeImage = {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  createFromBuffer: (buffer: Buffer) => new NativeImage(buffer),
  createFromPath: (file: string) => new NativeImage(fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0)),
  createFromDataURL: (url: string) => new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
};

// ── Menus: built and clickable by tests, never drawn ─────────────────────────────────────────
export class MenuItem {
  [key: string]: any;
  constructor(options: Record<string, any>) {
    Object.assign(this, { enabled: true, visible: true, checked: false, type: options['submenu'] ? 'submenu' : 'normal' }, options);
    if (Array.isArray(options['submenu'])) this['submenu'] = Menu.buildFromTemplate(options['submenu']);
    this['click'] = (...args: unknown[]) => options['click']?.(this, ...args);
  }
}
export class Menu extends EventEmitter {
  static #application: Menu | null = null;
  static setApplicationMenu(menu: Menu | null) {
    Menu.#application = menu;
  }
  static getApplicationMenu() {
    return Menu.#application;
  }
  static buildFromTemplate(template: Record<string, any>[]) {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }
  items: MenuItem[] = [];
  append(item: MenuItem) {
    this.items.push(item);
  }
  insert(at: number, item: MenuItem) {
    this.items.splice(at, 0, item);
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item['id'] === id ? item : item['submenu']?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
  popup() {}
  closePopup() {}
}
export class Tray extends EventEmitter {
  setContextMenu(_menu: Menu) {}
  setToolTip(_text: string) {}
  setImage(_image: unknown) {}
  destroy() {}
  isDestroyed() {
    return false;
  }
}

let clip = '';
export const clipboard = { readText: () => clip, writeText: (text: string) => void (clip = text), clear: () => void (clip = '') };
const display = { id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea: { x: 0, y: 0, width: 1920, height: 1080 }, size: { width: 1920, height: 1080 }, workAreaSize: { width: 1920, height: 1080 }, scaleFactor: 1, rotation: 0 };
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: (_rect: unknown) => display,
  getDisplayNearestPoint: (_point: unknown) => display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
});
export const globalShortcut = { register: () => true, unregister() {}, unregisterAll() {}, isRegistered: () => false };
export const powerSaveBlocker = { start: () => 1, stop: () => true, isStarted: () => false };
export const crashReporter = { start(_options?: unknown) {}, getUploadToServer: () => false, setUploadToServer() {}, addExtraParameter() {} };

// ── utilityProcess: a Node child with process.parentPort, structured-clone messages ──────────
class UtilityProcess extends EventEmitter {
  #child: ChildProcess;
  constructor(modulePath: string, args: string[], options: { stdio?: any; env?: NodeJS.ProcessEnv; cwd?: string; execArgv?: string[] }) {
    super();
    const shim = path.join(import.meta.dirname, 'utility-shim.cjs');
    this.#child = fork(modulePath, args, {
      serialization: 'advanced',
      execArgv: ['--require', shim, ...(options.execArgv ?? [])],
      stdio: options.stdio === 'pipe' ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'inherit', 'inherit', 'ipc'],
      ...(options.env && { env: options.env }),
      ...(options.cwd && { cwd: options.cwd }),
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
  }
  get pid() {
    return this.#child.pid;
  }
  get stdout() {
    return this.#child.stdout;
  }
  get stderr() {
    return this.#child.stderr;
  }
  postMessage(message: any) {
    this.#child.send(message);
  }
  kill() {
    return this.#child.kill();
  }
}
export const utilityProcess = {
  fork: (modulePath: string, args: string[] = [], options: object = {}) => new UtilityProcess(modulePath, args, options),
};
