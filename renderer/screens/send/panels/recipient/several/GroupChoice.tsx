/** Saved groups, a button each: their members join the recipients of the fax. */
import { UsersRound } from 'lucide-react'
import type { GroupView } from '#app/contract/book/groups.ts'
import { recipientsAtMost } from '#app/domain/contact/group.ts'
import { words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import type { Compose } from '../../../compose.ts'
import { recipientsOf } from '../../../editor/draft-editor.ts'

const text = words.groups.send

export function GroupChoice({ compose }: { readonly compose: Compose }) {
  const { view } = useAnswer('groups.list', {}, ['groups.changed'])
  const groups = view.at === 'shown' ? view.value.groups.filter(({ members }) => members.length > 0) : []
  if (groups.length === 0) return null
  return (
    <div className="row g1 wrap mt2" role="group" aria-label={text.choose}>
      <span className="t2xs c3">{text.choose}</span>
      {groups.map((group) => (
        <button key={group.id} type="button" className="chip" onClick={() => join(compose, group)}>
          <UsersRound className="i i-14" aria-hidden />
          {group.name} <span className="n">{number(group.members.length)}</span>
        </button>
      ))}
    </div>
  )
}

function join(compose: Compose, group: GroupView): void {
  const before = recipientsOf(compose.store.getState().editor.content)
  const members = group.members.map(({ numberId }) => numberId)
  const all = [...new Set([...before, ...members])]
  if (all.length > recipientsAtMost) return useToasts.getState().show({ tone: 'warn', text: text.tooMany })
  compose.edit({ do: 'recipients', numberIds: all })
  const added = all.length - before.length
  compose.say(text.added(added, members.length - added))
}
