/** What the operating system gives: keychain, power, dialogs, menus, notices, clipboard, screen, cryptography. */
import { expect, firstPage, test } from './fixtures.ts'

test('the keychain gives back what it took, also after a restart, and to nobody else', async ({ launch }) => {
  const first = await launch()
  await firstPage(first)
  const there = await first.evaluate(({ safeStorage }) => safeStorage.isAsyncEncryptionAvailable())
  test.skip(!there, 'no keychain on this machine')
  const kept = await first.evaluate(async ({ safeStorage }) => {
    const bytes = await safeStorage.encryptStringAsync('a store key')
    return [bytes.includes('a store key') ? 'readable' : 'hidden', bytes.toString('base64')] as const
  })
  expect(kept[0]).toBe('hidden')
  await first.close()
  const second = await launch()
  await firstPage(second)
  const opened = await second.evaluate(async ({ safeStorage }, text) => {
    const bytes = Buffer.from(text, 'base64')
    const right = await safeStorage.decryptStringAsync(bytes)
    const wrong = await safeStorage.decryptStringAsync(Buffer.from('never encrypted here')).then(
      () => 'opened',
      () => 'refused',
    )
    return [right.result, typeof right.shouldReEncrypt, wrong]
  }, kept[1])
  expect(opened).toEqual(['a store key', 'boolean', 'refused'])
})

test('power events reach whoever listens', async ({ shell, page }) => {
  await page.title()
  const heard = await shell.evaluate(({ powerMonitor }) => {
    const names = ['lock-screen', 'unlock-screen', 'suspend', 'resume', 'shutdown', 'user-did-resign-active'] as const
    for (const name of names) powerMonitor.on(name as 'suspend', () => globalThis.contract.heard.push(name))
    powerMonitor.on('lock-screen', () => globalThis.contract.window.webContents.send('say', 'locked'))
    for (const name of names) powerMonitor.emit(name)
    return [
      globalThis.contract.heard.length,
      typeof powerMonitor.getSystemIdleTime(),
      typeof powerMonitor.getSystemIdleState(60),
    ]
  })
  expect(heard).toEqual([6, 'number', 'string'])
  await expect(page.locator('#heard')).toHaveText('locked')
})

test('dialogs are answered by whatever stands in their place', async ({ shell, page }) => {
  await page.title()
  const answers = await shell.evaluate(async ({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/scans/a.pdf'] })
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
    const win = globalThis.contract.window
    const opened = await dialog.showOpenDialog(win, { properties: ['openFile'] })
    const saved = await dialog.showSaveDialog(win, {})
    const asked = await dialog.showMessageBox(win, { message: 'Sure?', buttons: ['No', 'Yes'] })
    return [opened.filePaths, saved.canceled, asked.response]
  })
  expect(answers).toEqual([['/scans/a.pdf'], true, 1])
})

test('menu items are found and clicked', async ({ shell, page }) => {
  await page.title()
  const clicked = await shell.evaluate(({ Menu, MenuItem }) => {
    const menu = Menu.buildFromTemplate([
      {
        label: 'Faxdesk',
        submenu: [{ id: 'lock', label: 'Lock', click: (item) => globalThis.contract.heard.push(item.label) }],
      },
      { label: 'Edit', submenu: [{ role: 'copy' }, { type: 'separator' }, { role: 'quit' }] },
      new MenuItem({ id: 'off', label: 'Off', enabled: false }),
    ])
    Menu.setApplicationMenu(menu)
    Menu.getApplicationMenu()?.getMenuItemById('lock')?.click()
    const items = menu.items.map((item) => [item.label, item.submenu?.items.length ?? 0, item.enabled])
    return [globalThis.contract.heard, items]
  })
  expect(clicked).toEqual([
    ['Lock'],
    [
      ['Faxdesk', 1, true],
      ['Edit', 3, true],
      ['Off', 0, false],
    ],
  ])
})

test('small things are there', async ({ shell, page }) => {
  await page.title()
  const said = await shell.evaluate(
    async ({ clipboard, Notification, powerSaveBlocker, screen, net, shell: desktop }) => {
      await clipboard.writeText('a number')
      const copied = await clipboard.readText()
      clipboard.clear()
      const blocker = powerSaveBlocker.start('prevent-app-suspension')
      const started = powerSaveBlocker.isStarted(blocker)
      powerSaveBlocker.stop(blocker)
      const { bounds, workArea } = screen.getPrimaryDisplay()
      return {
        clipboard: [copied, await clipboard.readText()],
        blocker: [started, powerSaveBlocker.isStarted(blocker)],
        screen: [
          bounds.width > 0,
          workArea.height > 0,
          screen.getDisplayMatching(bounds).bounds.width === bounds.width,
        ],
        kinds: [
          typeof Notification.isSupported(),
          typeof net.fetch,
          typeof desktop.openPath,
          typeof desktop.showItemInFolder,
        ],
      }
    },
  )
  expect(said).toEqual({
    clipboard: ['a number', ''],
    blocker: [true, false],
    screen: [true, true, true],
    kinds: ['boolean', 'function', 'function', 'function'],
  })
})

test('main fetches from its own scheme', async ({ shell, page }) => {
  await page.title()
  const seen = await shell.evaluate(({ net }) =>
    net.fetch('app://faxdesk/url').then((answer) => answer.json() as Promise<unknown>),
  )
  expect(seen).toMatchObject({ url: 'app://faxdesk/url', method: 'GET' })
})

test('cryptography that Electron lacks is lacking, what it has is there', async ({ shell, page }) => {
  await page.title()
  const said = await shell.evaluate(() => {
    const crypto = process.getBuiltinModule('node:crypto')
    const attempt = (call: () => unknown): string => {
      try {
        call()
        return 'there'
      } catch {
        return 'lacking'
      }
    }
    const key = Buffer.alloc(32)
    const nonce = Buffer.alloc(12)
    const argon = {
      message: Buffer.from('x'),
      nonce: Buffer.alloc(16),
      parallelism: 1,
      tagLength: 32,
      memory: 8,
      passes: 1,
    }
    return {
      lacking: [
        attempt(() => crypto.createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })),
        attempt(() => crypto.createHash('sha3-256')),
        attempt(() => crypto.argon2Sync('argon2id', argon)),
        attempt(() => crypto.generateKeyPairSync('ed448' as 'ed25519')),
      ],
      there: [
        attempt(() => crypto.createCipheriv('aes-256-gcm', key, nonce)),
        attempt(() => crypto.createHmac('sha256', key).update('a').digest()),
        attempt(() => crypto.scryptSync('a', 'b', 16)),
        attempt(() => crypto.hkdfSync('sha256', key, nonce, 'info', 32)),
        attempt(() => crypto.sign(null, Buffer.from('a'), crypto.generateKeyPairSync('ed25519').privateKey)),
      ],
    }
  })
  expect(new Set(said.lacking)).toEqual(new Set(['lacking']))
  expect(new Set(said.there)).toEqual(new Set(['there']))
})
