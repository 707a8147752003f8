/**
 * Stub distributions: what electron-builder needs of an Electron release to lay a package out, a few kilobytes each.
 * They let file lists and fuses be checked where Electron's own release cannot be had; nothing in them runs.
 */
import { chmodSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

// What @electron/fuses looks for in a binary: the sentinel, a version byte, the number of fuses, a state each.
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseWire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, 9]), Buffer.from('010010011')])

/** Writes a stub of `platform` ('linux' | 'win32' | 'darwin') into `folder`. */
export function writeStub(platform, folder, electronVersion) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'version'), electronVersion)
  writeFileSync(path.join(folder, 'LICENSE'), '')
  writeFileSync(path.join(folder, 'LICENSES.chromium.html'), '')
  if (platform === 'darwin') return writeMac(folder, electronVersion)
  mkdirSync(path.join(folder, 'resources'))
  if (platform === 'linux') {
    writeFileSync(path.join(folder, 'electron'), fuseWire)
    return chmodSync(path.join(folder, 'electron'), 0o755)
  }
  // Resources are edited in a real PE file: any small one from the packages at hand, with the fuse wire appended.
  const vendor = path.resolve(import.meta.dirname, '../../node_modules/electron-winstaller/vendor')
  const small = readdirSync(vendor).find((name) => /^(Setup|StubExecutable|WriteZipToSetup)\.exe$/.test(name))
  const target = path.join(folder, 'electron.exe')
  cpSync(path.join(vendor, small), target)
  writeFileSync(target, fuseWire, { flag: 'a' })
}

function writeMac(folder, electronVersion) {
  const app = path.join(folder, 'Electron.app', 'Contents')
  const plist = (name) =>
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string>` +
    `<key>CFBundleIdentifier</key><string>com.github.Electron</string><key>CFBundleName</key><string>${name}</string>` +
    `<key>CFBundleVersion</key><string>${electronVersion}</string></dict></plist>`
  const bundle = (at, name) => {
    mkdirSync(path.join(at, 'MacOS'), { recursive: true })
    writeFileSync(path.join(at, 'Info.plist'), plist(name))
    writeFileSync(path.join(at, 'MacOS', name), '')
  }
  bundle(app, 'Electron')
  mkdirSync(path.join(app, 'Resources'), { recursive: true })
  for (const suffix of ['', ' (GPU)', ' (Renderer)', ' (Plugin)', ' EH', ' NP']) {
    bundle(path.join(app, 'Frameworks', `Electron Helper${suffix}.app`, 'Contents'), `Electron Helper${suffix}`)
  }
  const framework = path.join(app, 'Frameworks', 'Electron Framework.framework')
  mkdirSync(framework, { recursive: true })
  writeFileSync(path.join(framework, 'Electron Framework'), fuseWire)
}
