/** A draft that goes from one person to another. */
export const handOver = {
  act: 'Hand over',
  title: 'Hand this draft over?',
  lead: 'It leaves your drafts and is theirs alone from then on. The record keeps who handed it to whom.',
  to: 'To',
  nobody: 'Nobody else here can send faxes.',
  done: (name: string) => `Handed over to ${name}`,
  others: 'Drafts of others',
  othersLead: 'You see whose they are and for whom, not their pages. Hand over what somebody cannot finish.',
  from: (name: string) => `begun by ${name}`,
} as const
