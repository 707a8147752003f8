/** Runs after each package is laid out: flips the fuses in its binary. */
import { flipFuses } from '@electron/fuses'
import path from 'node:path'
import { fuses } from './fuses.mjs'

/** @param context electron-builder's AfterPackContext */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename
  const binary = { darwin: `${name}.app`, win32: `${name}.exe` }[electronPlatformName] ?? packager.executableName
  await flipFuses(path.join(appOutDir, binary), {
    ...fuses,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin' && process.platform === 'darwin',
  })
}
