/** Asking for an approval and giving it: what was typed, who approves, and what main said of it. */
import { useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import type { PersonFace } from '#app/contract/people/session.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { useAnswer, type View } from '#renderer/state/answer.ts'
import type { Compose } from '../../compose.ts'

type Typed = {
  readonly reason: string
  readonly lastDigits: string
  readonly password: string
  readonly code: string
  readonly approverId: string
}

type Under = 'lastDigits' | 'password' | 'code'

export type Approval = {
  readonly view: View<Output<'approvals.ask'>>
  readonly typed: Typed
  readonly approver: PersonFace | undefined
  /** The approver signs in with one-time codes: one is asked for with the password. */
  readonly codeAsked: boolean
  readonly incomplete: boolean
  readonly giving: boolean
  /** What was refused and belongs under no field. */
  readonly fault: Fault | undefined
  readonly under: (field: Under) => string | undefined
  readonly change: (part: Partial<Typed>) => void
  readonly give: () => Promise<void>
}

type State = { readonly at: 'typing' | 'giving' | 'incomplete' } | { readonly at: 'refused'; readonly fault: Fault }

function fieldOf(fault: Fault, codeAsked: boolean): Under | undefined {
  if (fault.code === 'code-needed') return 'code'
  if (fault.code === 'sign-in-refused') return codeAsked ? 'code' : 'password'
  return fault.code === 'conflict' && fault.why === 'digits-differ' ? 'lastDigits' : undefined
}

const nothing: Typed = { reason: '', lastDigits: '', password: '', code: '', approverId: '' }

/** @param onGiven called once the approval is there and the draft was read again */
export function useApproval(compose: Compose, onGiven: () => void): Approval {
  const draftId = compose.store.getState().view.id
  const { view } = useAnswer('approvals.ask', { draftId })
  const [typed, setTyped] = useState(nothing)
  const [codeAsked, setCodeAsked] = useState(false)
  const [state, setState] = useState<State>({ at: 'typing' })
  const approvers = view.at === 'shown' ? view.value.approvers : []
  const approver = approvers.find(({ id }) => id === typed.approverId) ?? approvers[0]
  const give = async (): Promise<void> => {
    if (state.at === 'giving' || !approver) return
    const { reason, lastDigits, password, code } = typed
    if ([reason, lastDigits, password].some((value) => value.trim() === '')) return setState({ at: 'incomplete' })
    setState({ at: 'giving' })
    const proof = { approverId: approver.id, password, ...(codeAsked ? { code } : {}) }
    const outcome = await call('approvals.give', { draftId, lastDigits, reason, ...proof })
    if (outcome.ok) {
      await compose.refresh()
      return onGiven()
    }
    const { fault } = outcome
    if (fault.code === 'code-needed') setCodeAsked(true)
    // A refused password is not left lying in the field.
    else if (fault.code === 'sign-in-refused') setTyped((now) => ({ ...now, password: '', code: '' }))
    setState({ at: 'refused', fault })
  }
  const fault = state.at === 'refused' ? state.fault : undefined
  const field = fault && fieldOf(fault, codeAsked)
  return {
    view,
    typed,
    approver,
    codeAsked,
    incomplete: state.at === 'incomplete',
    giving: state.at === 'giving',
    fault: field ? undefined : fault,
    under: (which) => (fault && field === which ? faultText(fault) : undefined),
    change: (part) => {
      setTyped((now) => ({ ...now, ...part }))
      setState((now) => (now.at === 'giving' ? now : { at: 'typing' }))
    },
    give,
  }
}
