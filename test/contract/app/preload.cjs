/** The contract app's preload, as sandboxed as the product's. */
const { contextBridge, ipcRenderer, webUtils } = require('electron')

const requirable = (name) => {
  try {
    return typeof require(name)
  } catch (error) {
    return error.message
  }
}

ipcRenderer.send('first')
const listeners = new Map()
contextBridge.exposeInMainWorld('api', {
  echo: (...args) => ipcRenderer.invoke('echo', ...args),
  fail: () => ipcRenderer.invoke('fail'),
  missing: () => ipcRenderer.invoke('nobody-handles-this'),
  who: () => ipcRenderer.invoke('who'),
  file: (name) => ipcRenderer.invoke('file', name),
  on: (channel, listener) => {
    const wrapped = (_event, ...args) => listener(...args)
    listeners.set(listener, wrapped)
    ipcRenderer.on(channel, wrapped)
    return () => void ipcRenderer.off(channel, wrapped)
  },
  once: (channel, listener) => void ipcRenderer.once(channel, (_event, ...args) => listener(...args)),
  pathOf: (file) => webUtils.getPathForFile(file),
  requirable: (names) => names.map(requirable),
  boom: () => {
    throw new RangeError('thrown in the preload')
  },
  title: () => document.title,
  process: [process.type, process.sandboxed, process.contextIsolated, typeof process.versions.electron],
  nested: { deep: { value: 1 } },
})
