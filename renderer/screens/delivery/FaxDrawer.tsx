/** The drawer beside the list of faxes. It stays while one steps from fax to fax. */
import type { FaxId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { Drawer } from '#renderer/parts/Drawer.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { FaxDetails } from './drawer/FaxDetails.tsx'
import { useFax } from './drawer/useFax.ts'

type FaxDrawerProps = {
  readonly id: FaxId
  readonly focused: boolean
  readonly onStep: (by: number) => void
  readonly onClose: () => void
}

export function FaxDrawer({ id, focused, onStep, onClose }: FaxDrawerProps) {
  const { view, again, put } = useFax(id)
  return (
    <Drawer label={words.deliveryScreen.details} focused={focused} onClose={onClose}>
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && <FaxDetails fax={view.value} onChanged={put} onClose={onClose} onStep={onStep} />}
    </Drawer>
  )
}
