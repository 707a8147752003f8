/** The drawer beside the list of faxes. It stays while one steps from fax to fax. */
import type { FaxId } from '#app/domain/ids.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { Drawer } from '#renderer/parts/dialog/Drawer.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { NotYours } from '../emergency/NotYours.tsx'
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
      {view.at === 'faulted' &&
        (othersFax(view.fault) ? (
          <NotYours id={id} onOpened={() => void again()} />
        ) : (
          <FaultNote fault={view.fault} onAgain={() => void again()} />
        ))}
      {view.at === 'shown' && <FaxDetails fax={view.value} onChanged={put} onClose={onClose} onStep={onStep} />}
    </Drawer>
  )
}

const othersFax = (fault: Fault): boolean => fault.code === 'forbidden' && fault.needs === 'fax.read-others'
