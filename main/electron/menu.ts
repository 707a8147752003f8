/** The one menu. Mac needs it for copy, paste and quit; elsewhere the same keys work without one and the bar is ours. */
import { Menu } from 'electron'
import { words } from '#app/words/index.ts'

/** @param lock what the menu's lock item does */
export function applicationMenu(lock: () => void): Menu | null {
  if (process.platform !== 'darwin') return null
  return Menu.buildFromTemplate([
    {
      label: 'Faxdesk',
      submenu: [
        { role: 'about' },
        { type: 'separator' },
        { label: words.desktop.lock, accelerator: 'Cmd+L', click: lock },
        { type: 'separator' },
        { role: 'hide' },
        { role: 'hideOthers' },
        { role: 'unhide' },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ])
}
