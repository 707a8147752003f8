/** `dialog`: without a desktop behind it every dialog is cancelled at once. Tests replace the methods, as they would on Electron. */
import { needReady } from '../app/host.ts'
import { report } from '../app/trouble.ts'
import { closed } from '../fidelity/not-here.ts'

function openable(): void {
  needReady('dialog module can only be used after app is ready')
}

export const dialog = closed('dialog', {
  async showOpenDialog(
    ..._given: [Electron.OpenDialogOptions] | [unknown, Electron.OpenDialogOptions]
  ): Promise<Electron.OpenDialogReturnValue> {
    openable()
    return { canceled: true, filePaths: [] }
  },
  async showSaveDialog(
    ..._given: [Electron.SaveDialogOptions] | [unknown, Electron.SaveDialogOptions]
  ): Promise<Electron.SaveDialogReturnValue> {
    openable()
    return { canceled: true, filePath: '' }
  },
  async showMessageBox(
    ...given: [Electron.MessageBoxOptions] | [unknown, Electron.MessageBoxOptions]
  ): Promise<Electron.MessageBoxReturnValue> {
    openable()
    const options = given.length === 1 ? given[0] : given[1]
    return { response: options.cancelId ?? 0, checkboxChecked: options.checkboxChecked ?? false }
  },
  /** Also before 'ready', as on Electron. */
  showErrorBox(title: string, content: string): void {
    report(`${title}\n${content}`)
  },
})
