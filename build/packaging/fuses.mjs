/** Every fuse of Electron, named: what the shipped binary can and cannot do, whatever its command line says. */
import { FuseV1Options, FuseVersion } from '@electron/fuses'

export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Without them WebAssembly checks bounds in code: PDFium would be slower for nothing.
  [FuseV1Options.WasmTrapHandlers]: true,
}
