import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { CdpSession, type Result } from './cdp.ts';
import { headless, openAppWindow } from './chromium.ts';
import { emitPreventable, StandInEvent } from './events.ts';
import { host } from './host.ts';
import { IpcMain, ipcMain } from './ipc.ts';
import { NativeImage } from './small-parts.ts';
import { defaultSession, privileged, type Session } from './session.ts';
import { toApp, toChromium } from './urls.ts';
import { wireCodec } from './wire.ts';
import { BINDING, INBOX, ISOLATED_WORLD, isolatedWorldSource, mainWorldSource, preloadSource } from './worlds.ts';

const codec = wireCodec();
const INLINE_LIMIT = 64 * 1024;
const READ_CHUNK = 1 << 20;
const PAPER: Record<string, [number, number]> = {
  A0: [33.1, 46.8], A1: [23.4, 33.1], A2: [16.54, 23.4], A3: [11.7, 16.54], A4: [8.27, 11.7], A5: [5.83, 8.27], A6: [4.13, 5.83],
  Legal: [8.5, 14], Letter: [8.5, 11], Tabloid: [11, 17], Ledger: [17, 11],
};
let lastId = 0;

/** The main frame, as ipcMain listeners see it in event.senderFrame. */
class Frame {
  readonly url: string;
  readonly frameToken: string;
  readonly name = '';
  readonly parent = null;
  readonly processId = 1;
  readonly routingId = 1;
  readonly frameTreeNodeId = 1;
  constructor(url: string, frameToken: string) {
    this.url = url;
    this.frameToken = frameToken;
  }
  get origin() {
    const match = /^([a-z][a-z0-9+-]*:\/\/[^/?#]+)/.exec(this.url);
    return match && !this.url.startsWith('file:') ? match[1]! : 'null';
  }
  get top() {
    return this;
  }
  isDestroyed() {
    return false;
  }
}

export interface ContentsOptions {
  width: number;
  height: number;
  preload?: string | undefined;
  additionalArguments?: string[] | undefined;
}

export class WebContents extends EventEmitter {
  static getAllWebContents() {
    return [...host.contents.values()];
  }
  static getFocusedWebContents() {
    return WebContents.getAllWebContents().at(-1) ?? null;
  }
  static fromId(id: number) {
    return host.contents.get(id);
  }
  static fromDevToolsTargetId(targetId: string) {
    return WebContents.getAllWebContents().find((contents) => contents.mainFrameId === targetId);
  }

  readonly id = ++lastId;
  readonly session: Session = defaultSession;
  readonly ipc = new IpcMain();
  readonly targetReady: Promise<CdpSession>;
  mainFrameId = '';
  #target: CdpSession | undefined;
  #token = randomUUID();
  #url = '';
  #title = '';
  #isolated: { id: number } | undefined;
  #destroyed = false;
  #crashed = false;
  #closing = false;
  #askedBeforeUnload = false;
  #loading = false;
  #ownNavigation: string | undefined;
  #windowOpen: ((details: any) => Electron.WindowOpenHandlerResponse) | undefined;
  #incoming: Promise<unknown> = Promise.resolve();
  #outgoing: Promise<unknown> = Promise.resolve();

  constructor(options: ContentsOptions) {
    super();
    this.setMaxListeners(0);
    host.contents.set(this.id, this);
    this.targetReady = this.#attach(options);
    this.targetReady.catch((error) => {
      console.error('electron stand-in: cannot open a window:', error);
      this.#gone();
    });
  }

  async cdp(method: string, params?: Record<string, unknown>): Promise<Result> {
    return (await this.targetReady).send(method, params);
  }

  // ── Attaching to Chromium ────────────────────────────────────────────────────────────────
  async #attach(options: ContentsOptions): Promise<CdpSession> {
    const chromium = await host.chromium;
    const { cdp } = chromium;
    const { width, height } = options;
    if (headless) {
      this.mainFrameId = (await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })).targetId;
    } else {
      const marker = `standin-${this.#token}`;
      this.mainFrameId = await new Promise((resolve) => {
        const seen = ({ targetInfo }: any) => {
          if (!targetInfo.url.includes(marker)) return;
          cdp.off('Target.targetCreated', seen).off('Target.targetInfoChanged', seen);
          resolve(targetInfo.targetId);
        };
        cdp.on('Target.targetCreated', seen).on('Target.targetInfoChanged', seen);
        openAppWindow(chromium, marker, width, height);
      });
    }
    const { windowId } = await cdp.send('Browser.getWindowForTarget', { targetId: this.mainFrameId });
    await cdp.send('Browser.setContentsSize', { windowId, width, height });
    host.frames.set(this.mainFrameId, this);
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId: this.mainFrameId, flatten: true });
    const target = (this.#target = new CdpSession(cdp, sessionId));
    cdp.on('Target.detachedFromTarget', (event) => event.sessionId === sessionId && this.#gone());
    cdp.on('Target.targetDestroyed', (event) => event.targetId === this.mainFrameId && this.#gone());
    this.#listen(target);

    const ready = [
      target.send('Page.enable'),
      target.send('Inspector.enable'),
      target.send('Runtime.enable'),
      target.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD }),
    ];
    if (options.preload) {
      const text = fs.readFileSync(options.preload, 'utf8');
      const scripts: [source: string, worldName?: string][] = [
        [mainWorldSource(this.#token)],
        [isolatedWorldSource(this.#token, this.#preloadProcess(options)), ISOLATED_WORLD],
        [preloadSource(options.preload, text), ISOLATED_WORLD],
      ];
      for (const [source, worldName] of scripts) {
        ready.push(target.send('Page.addScriptToEvaluateOnNewDocument', worldName ? { source, worldName } : { source }));
      }
      if (text.includes('getPathForFile')) ready.push(target.send('Debugger.enable'));
    }
    await Promise.all(ready);
    return target;
  }

  #preloadProcess(options: ContentsOptions) {
    const { platform, arch, versions, pid, resourcesPath, env } = process;
    const argv = [process.execPath, ...(options.additionalArguments ?? [])];
    return { type: 'renderer', sandboxed: true, contextIsolated: true, platform, arch, versions, pid, resourcesPath, argv, env };
  }

  #listen(target: CdpSession) {
    target.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === ISOLATED_WORLD && context.auxData?.frameId === this.mainFrameId) this.#isolated = { id: context.id };
    });
    target.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (this.#isolated?.id === executionContextId) this.#isolated = undefined;
    });
    target.on('Runtime.executionContextsCleared', () => (this.#isolated = undefined));
    target.on('Runtime.bindingCalled', (event) => event.name === BINDING && this.#onMessage(event));
    target.on('Page.frameAttached', ({ frameId }) => host.frames.set(frameId, this));
    target.on('Page.frameDetached', ({ frameId, reason }) => reason === 'remove' && host.frames.delete(frameId));
    target.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id !== this.mainFrameId) return;
      this.#url = toApp(frame.url + (frame.urlFragment ?? ''));
      
      this.emit('did-navigate', new StandInEvent(), this.#url, 200, '');
    });
    target.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== this.mainFrameId) return;
      this.#url = toApp(url);
      this.emit('did-navigate-in-page', new StandInEvent(), this.#url, true);
    });
    target.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId !== this.mainFrameId) return;
      this.#loading = true;
      this.emit('did-start-loading', new StandInEvent());
    });
    target.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (frameId !== this.mainFrameId) return;
      this.#loading = false;
      this.emit('did-stop-loading', new StandInEvent());
    });
    target.on('Page.domContentEventFired', () => this.#hasDocument() && this.emit('dom-ready', new StandInEvent()));
    target.on('Page.loadEventFired', () => this.#hasDocument() && this.emit('did-finish-load', new StandInEvent()));
    target.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      // A link to app://… is an unknown scheme to Chromium; go there as Electron would.
      if (frameId !== this.mainFrameId || /^(https?|about|data|blob|javascript|file|chrome[a-z-]*):/.test(url)) return;
      if (!this.#allowsNavigation(url) || toChromium(url, privileged.keys()) === url) return;
      // Chromium's own attempt must fail first, or it would cancel ours.
      this.once('did-stop-loading', () => void this.loadURL(url).catch(() => {}));
    });
    target.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => this.#onWindowOpen(url, windowName, windowFeatures.join(',')));
    target.on('Inspector.targetCrashed', () => {
      this.#crashed = true;
      this.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 1 });
    });
    target.on('Inspector.targetReloadedAfterCrash', () => (this.#crashed = false));
    target.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const message = args.map((arg: any) => arg.value ?? arg.description ?? arg.type).join(' ');
      const level = ({ warning: 'warning', error: 'error', debug: 'debug' } as Record<string, string>)[type] ?? 'info';
      this.emit('console-message', new StandInEvent({ message, level, lineNumber: 0, sourceId: '' }));
    });
    target.on('Page.javascriptDialogOpening', ({ type }) => {
      // beforeunload keeps the window open unless a will-prevent-unload listener overrules it.
      if (type !== 'beforeunload') return;
      this.#askedBeforeUnload = true;
      target.send('Page.handleJavaScriptDialog', { accept: emitPreventable(this, 'will-prevent-unload') }).catch(() => {});
    });
    target.on('Debugger.paused', ({ callFrames }) => this.#onPaused(target, callFrames[0]));
  }

  #hasDocument() {
    return this.#url !== '' && this.#url !== 'about:blank' && !this.#url.startsWith('data:text/html,standin-');
  }

  /** webUtils.getPathForFile waits on a debugger statement; look the file up and let it go on. */
  async #onPaused(target: CdpSession, frame: any) {
    try {
      if (frame?.functionName !== 'standInPathForFile') return;
      const { callFrameId } = frame;
      const { result } = await target.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'file' });
      const { path: value } = await target.send('DOM.getFileInfo', { objectId: result.objectId });
      await target.send('Debugger.setVariableValue', { callFrameId, scopeNumber: 0, variableName: 'path', newValue: { value } });
    } catch {
      // a File made by a script has no path
    } finally {
      target.send('Debugger.resume').catch(() => {});
    }
  }

  #gone() {
    if (this.#destroyed) return;
    this.#destroyed = true;
    host.contents.delete(this.id);
    for (const [frameId, contents] of host.frames) if (contents === this) host.frames.delete(frameId);
    this.emit('destroyed');
  }

  // ── IPC ──────────────────────────────────────────────────────────────────────────────────
  #onMessage({ payload, executionContextId }: { payload: string; executionContextId: number }) {
    const message = JSON.parse(payload);
    const frame = new Frame(this.#url, this.mainFrameId);
    const received = async () => {
      const bins: Uint8Array[] = message.inline
        ? message.inline.map((text: string) => Buffer.from(text, 'base64'))
        : await this.#readBlob(message.id, message.sizes, executionContextId);
      const args = codec.decode({ tree: message.tree, bins });
      const fields = { sender: this, senderFrame: frame, frameId: 1, processId: 1, type: 'frame' };
      if (message.kind === 'send') {
        const event = new StandInEvent({ ...fields, ports: [], reply: (channel: string, ...rest: unknown[]) => this.send(channel, ...rest) });
        this.emit('ipc-message', event, message.channel, ...args);
        this.ipc.emit(message.channel, event, ...args);
        ipcMain.emit(message.channel, event, ...args);
      } else {
        void this.#answer(message, new StandInEvent(fields), args, executionContextId);
      }
    };
    // Messages keep their order, also behind one whose binary data is still being read.
    this.#incoming = this.#incoming.then(received).catch((error) => this.#destroyed || console.error('electron stand-in: IPC:', error));
  }

  async #answer(message: any, event: object, args: unknown[], contextId: number) {
    try {
      const handler = this.ipc.handlerFor(message.channel) ?? ipcMain.handlerFor(message.channel);
      if (!handler) throw new Error(`No handler registered for '${message.channel}'`);
      await this.#deliver({ kind: 'result', id: message.id }, await handler(event, ...args), contextId);
    } catch (error) {
      if (handlerFailed(error)) console.error(`Error occurred in handler for '${message.channel}':`, error);
      await this.#deliver({ kind: 'error', id: message.id }, `Error invoking remote method '${message.channel}': ${error}`, contextId);
    }
  }

  async #readBlob(id: number, sizes: number[], contextId: number): Promise<Uint8Array[]> {
    const target = this.#target!;
    const { result } = await target.send('Runtime.evaluate', { expression: `${INBOX}.takeBlob(${id})`, contextId });
    const { uuid } = await target.send('IO.resolveBlob', { objectId: result.objectId });
    const total = sizes.reduce((a, b) => a + b, 0);
    const bytes = Buffer.allocUnsafeSlow(total);
    for (let at = 0; at < total; ) {
      const { data, base64Encoded } = await target.send('IO.read', { handle: `blob:${uuid}`, offset: at, size: READ_CHUNK });
      const written = bytes.write(data, at, base64Encoded ? 'base64' : 'latin1');
      if (written === 0) throw new Error('a blob ended early');
      at += written;
    }
    target.send('Runtime.releaseObject', { objectId: result.objectId }).catch(() => {});
    let at = 0;
    return sizes.map((size) => bytes.subarray(at, (at += size)));
  }

  /** Sends a value into the isolated world; big binary data goes through a temporary file. */
  #deliver(header: { kind: string; id?: number; channel?: string }, value: unknown, contextId?: number): Promise<unknown> {
    const { tree, bins } = codec.encode(value);
    const total = bins.reduce((sum, bin) => sum + bin.byteLength, 0);
    const message: Record<string, unknown> = { ...header, tree };
    const copies = total > INLINE_LIMIT ? bins : undefined;
    if (copies) message['sizes'] = bins.map((bin) => bin.byteLength);
    else message['inline'] = bins.map((bin) => Buffer.from(bin.buffer, bin.byteOffset, bin.byteLength).toString('base64'));

    const deliver = async () => {
      const target = await this.targetReady;
      const context = contextId ?? this.#isolated?.id;
      if (context === undefined) return;
      let file: string | undefined;
      try {
        if (copies) {
          file = path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), `standin-${randomUUID()}`);
          const handle = fs.openSync(file, 'wx', 0o600);
          fs.writevSync(handle, copies);
          fs.closeSync(handle);
          const { result } = await target.send('Runtime.evaluate', { expression: `${INBOX}.fileInput`, contextId: context });
          await target.send('DOM.setFileInputFiles', { objectId: result.objectId, files: [file] });
        }
        const sent = target.send('Runtime.callFunctionOn', {
          executionContextId: context,
          functionDeclaration: `function (json) { return ${INBOX}.receive(json); }`,
          arguments: [{ value: JSON.stringify(message) }],
          awaitPromise: Boolean(file),
        });
        if (file) await sent;
        else sent.catch(() => {}); // the document may be gone
      } catch (error) {
        if (!/context|Cannot find|gone|detached|closed/i.test(String(error))) throw error;
      } finally {
        if (file) fs.unlinkSync(file);
      }
    };
    return (this.#outgoing = this.#outgoing.then(deliver, deliver));
  }

  send(channel: string, ...args: unknown[]) {
    void this.#deliver({ kind: 'event', channel }, args);
  }

  // ── Navigation ───────────────────────────────────────────────────────────────────────────
  async loadURL(url: string): Promise<void> {
    const target = await this.targetReady;
    if (this.#closing) throw new Error(`ERR_ABORTED (-3) loading '${url}'`);
    const scheme = url.slice(0, url.indexOf(':'));
    const chromiumUrl = toChromium(url, privileged.keys());
    this.#ownNavigation = url;
    const finished = new Promise<void>((resolve, reject) => {
      this.once('did-finish-load', () => resolve());
      this.once('destroyed', () => reject(new Error('ERR_ABORTED (-3) loading ' + url)));
    });
    finished.catch(() => {});
    const unknown = chromiumUrl === url && !/^(https?|file|data|about|blob)$/.test(scheme);
    const { errorText } = unknown ? { errorText: 'net::ERR_UNKNOWN_URL_SCHEME' } : await target.send('Page.navigate', { url: chromiumUrl });
    if (errorText) {
      const code = errorText.replace(/^net::/, '');
      this.emit('did-fail-load', new StandInEvent(), -3, code, url, true);
      throw Object.assign(new Error(`${code} loading '${url}'`), { code, url });
    }
    if (url !== 'about:blank') await finished;
  }
  loadFile(file: string, options: { query?: Record<string, string>; search?: string; hash?: string } = {}) {
    const url = pathToFileURL(path.resolve(file));
    if (options.query) url.search = String(new URLSearchParams(options.query));
    if (options.search) url.search = options.search;
    if (options.hash) url.hash = options.hash;
    return this.loadURL(url.href);
  }
  reload() {
    this.#ownNavigation = this.#url;
    void this.cdp('Page.reload');
  }
  stop() {
    void this.cdp('Page.stopLoading');
  }
  getURL() {
    return this.#url;
  }
  getTitle() {
    return this.#title;
  }
  isLoading() {
    return this.#loading;
  }
  get mainFrame() {
    return new Frame(this.#url, this.mainFrameId);
  }

  /** Asks will-navigate listeners about a main-frame document request that the app did not start. */
  refusesNavigation(url: string, paused: { redirectedRequestId?: string }): boolean {
    if (this.#ownNavigation !== undefined && (this.#ownNavigation.split('#')[0] === url.split('#')[0] || paused.redirectedRequestId)) {
      this.#ownNavigation = undefined;
      return false;
    }
    return !this.#allowsNavigation(url);
  }
  #allowsNavigation(url: string) {
    const fields = { url, isMainFrame: true, isSameDocument: false, initiator: this.mainFrame, frame: this.mainFrame };
    const framePrevented = emitPreventable(this, 'will-frame-navigate', fields);
    return !emitPreventable(this, 'will-navigate', fields, url, false, true) && !framePrevented;
  }

  setWindowOpenHandler(handler: (details: any) => Electron.WindowOpenHandlerResponse) {
    this.#windowOpen = handler;
  }
  get controlsPopups() {
    return this.#windowOpen !== undefined;
  }
  #onWindowOpen(chromiumUrl: string, frameName: string, features: string) {
    const url = toApp(chromiumUrl);
    const details = { url, frameName, features, disposition: 'new-window', referrer: { url: this.#url, policy: 'default' } };
    const answer = this.#windowOpen?.(details);
    if (answer?.action === 'allow') this.emit('standin-open-window', url, answer.overrideBrowserWindowOptions ?? {});
  }

  // ── Everything else ──────────────────────────────────────────────────────────────────────
  async executeJavaScript(code: string, userGesture = false) {
    const answer = await this.cdp('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    return answer.result.value;
  }
  async printToPDF(options: Electron.PrintToPDFOptions = {}): Promise<Buffer> {
    const { pageSize = 'Letter', margins, ...same } = options as any;
    const [width, height] = typeof pageSize === 'string' ? (PAPER[pageSize] ?? PAPER['Letter']!) : [pageSize.width, pageSize.height];
    const { data } = await this.cdp('Page.printToPDF', {
      ...same,
      paperWidth: width,
      paperHeight: height,
      ...(margins && { marginTop: margins.top, marginBottom: margins.bottom, marginLeft: margins.left, marginRight: margins.right }),
    });
    return Buffer.from(data, 'base64');
  }
  async capturePage() {
    const { data } = await this.cdp('Page.captureScreenshot', { format: 'png' });
    return new NativeImage(Buffer.from(data, 'base64'));
  }
  close(options: { waitForBeforeUnload?: boolean } = {}) {
    void this.#close(options.waitForBeforeUnload ?? false).catch(() => {}); // Chromium may be gone already
  }
  async #close(ask: boolean) {
    const { cdp } = await host.chromium;
    const target = await this.targetReady;
    const closed = async (ms: number) => {
      for (; ms > 0 && !this.#destroyed && !this.#askedBeforeUnload; ms -= 25) await sleep(25);
      return this.#destroyed || this.#askedBeforeUnload;
    };
    this.#askedBeforeUnload = false;
    if (ask && this.#hasDocument()) {
      await target.send('Page.close');
      if (await closed(1000)) return;
    }
    this.#closing = true;
    // A navigation that is just starting swallows a close without a word: ask until it happens.
    do await cdp.send('Target.closeTarget', { targetId: this.mainFrameId });
    while (!(await closed(250)));
  }
  isDestroyed() {
    return this.#destroyed;
  }
  forcefullyCrashRenderer() {
    void this.cdp('Page.crash').catch(() => {});
  }
  isCrashed() {
    return this.#crashed;
  }
  getType() {
    return 'window' as const;
  }
  getProcessId() {
    return 1;
  }
  getOSProcessId() {
    return process.pid;
  }
  focus() {
    void this.cdp('Page.bringToFront').catch(() => {});
  }
  isFocused() {
    return true;
  }
  setZoomFactor(_factor: number) {}
  getZoomFactor() {
    return 1;
  }
  setZoomLevel(_level: number) {}
  async setVisualZoomLevelLimits(_min: number, _max: number) {}
  setUserAgent(_agent: string) {}
  setBackgroundThrottling(_allowed: boolean) {}
  openDevTools() {}
  closeDevTools() {}
  isDevToolsOpened() {
    return false;
  }
}

/** Only errors thrown by handlers are worth a line on stderr. */
function handlerFailed(error: unknown) {
  return !String(error).includes('No handler registered');
}
