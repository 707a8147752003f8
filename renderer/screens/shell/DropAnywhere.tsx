/** A scan dropped or pasted on any screen begins a fax: the Send screen comes forward with it. */
import { useHandedOver } from '#renderer/state/handed-over.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useFiles } from '../send/intake/useFiles.ts'

export function DropAnywhere() {
  const screen = useNavigation((state) => state.route.screen)
  return screen === 'send' ? null : <Listener />
}

function Listener() {
  const go = useNavigation((state) => state.go)
  const put = useHandedOver((state) => state.put)
  useFiles((files) => {
    put(files)
    go({ screen: 'send' })
  })
  return null
}
