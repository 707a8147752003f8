/** The list of keys. */
import { Keyboard } from 'lucide-react'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { onMac, readable, type Combination } from '#renderer/state/keys.ts'

const { keys } = words.shell

type Row = readonly [what: string, ...keys: readonly Combination[]]

const groups: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  {
    title: keys.everywhere,
    rows: [
      [keys.newFax, 'mod+n'],
      [keys.palette, 'mod+k'],
      [keys.lock, 'mod+l'],
      [keys.switchPerson, 'mod+shift+l'],
      [keys.hide, 'mod+shift+h'],
      [keys.notice, 'f6'],
      [keys.list, '?'],
    ],
  },
  {
    title: keys.lists,
    rows: [
      [keys.find, '/'],
      [keys.move, 'arrowdown', 'arrowup', 'j', 'k'],
      [keys.open, 'enter'],
      [keys.close, 'escape'],
    ],
  },
  {
    title: keys.sending,
    rows: [
      [keys.send, 'mod+enter'],
      [keys.later, 'mod+s'],
      [keys.undo, 'mod+z'],
      [keys.include, ' '],
      [keys.turn, 'r'],
      [keys.movePage, 'alt+arrowup', 'alt+arrowdown'],
      [keys.zoom, '+', '-', '0'],
    ],
  },
]

const drawn = (combination: Combination): string =>
  combination === '+' || combination === '-' ? combination.replace('-', '−') : readable(combination, onMac())

export const KeysDialog = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog
    title={keys.title}
    icon={Keyboard}
    className="keys-dialog"
    onClose={onClose}
    onConfirm={onClose}
    footer={
      <Button first onClick={onClose}>
        {words.common.close}
      </Button>
    }
  >
    <div className="keys-list" tabIndex={0} role="group" aria-label={keys.title}>
      {groups.map((group) => (
        <section key={group.title}>
          <h3 className="sub">{group.title}</h3>
          <dl>
            {group.rows.map(([what, ...combinations]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  {combinations.map((combination) => (
                    <kbd key={combination}>{drawn(combination)}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  </Dialog>
)
