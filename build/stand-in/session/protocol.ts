/** `protocol`: the app's own schemes and who answers them. */
import { host, needReady } from '../app/host.ts'
import { closed } from '../fidelity/not-here.ts'

export type ProtocolHandler = (request: Request) => Response | Promise<Response>

/** scheme → its privileges, from `registerSchemesAsPrivileged`. */
export const schemes = new Map<string, Electron.Privileges>()
/** scheme → its handler, from `handle`. */
export const handlers = new Map<string, ProtocolHandler>()

export const protocol = closed('protocol', {
  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    if (host.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges = {} } of customSchemes) {
      const { standard, secure, supportFetchAPI } = privileges
      if (!standard || !secure || !supportFetchAPI) {
        throw new Error(
          `electron stand-in: scheme '${scheme}' needs standard, secure and supportFetchAPI to behave as it does here`,
        )
      }
      schemes.set(scheme, privileges)
    }
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    needReady('protocol.handle can only be used after app is ready')
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
})
