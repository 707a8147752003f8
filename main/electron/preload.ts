/**
 * Preload: the page's whole view of us, two functions. It runs sandboxed and isolated; it judges nothing, the door
 * does. A subscription hands back its undo.
 */
import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('faxdesk', {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('faxdesk:call', name, input),
  subscribe: (listener: (event: unknown) => void): (() => void) => {
    const wrapped = (_event: unknown, payload: unknown): void => listener(payload)
    ipcRenderer.on('faxdesk:event', wrapped)
    return () => void ipcRenderer.off('faxdesk:event', wrapped)
  },
})
