/** A long chain in an encrypted store, made by the arithmetic that the writer uses, many rows a transaction. */
import { canonical, checkpointText, firstPrevious, type AuditDetails } from '#app/domain/record/audit.ts'
import { checkpointEvery } from '#main/audit/chain.ts'
import { checkpointDetails, type Signer } from '#main/audit/checkpoint.ts'
import { detailsText, headText, type Proof } from '#main/audit/proof.ts'
import { openWriter } from '#main/store/engine/connection.ts'

export type ChainParts = {
  readonly file: string
  readonly key: Uint8Array
  readonly proof: Proof
  readonly signer: Signer
}

const people = ['person_00000000000000000001', 'person_00000000000000000002', 'system'] as const
const actions = ['faxes.read', 'document.opened', 'faxes.list', 'fax.sending', 'fax.delivered'] as const

/** Fills an empty record with `count` entries as a busy desk leaves them; checkpoints included, head remembered. */
export function fillChain({ file, key, proof, signer }: ChainParts, count: number): void {
  const db = openWriter(file, key)
  const insert = db.prepare('insert into audit_entry values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const sign = db.prepare('insert into checkpoint values (?, ?, ?, ?, ?)')
  let head = { sequence: 0, hash: firstPrevious }
  function put(actor: string, action: string, subject: string, details: AuditDetails): void {
    const sequence = head.sequence + 1
    const facts = { sequence, at: Date.UTC(2026, 0, 1) + sequence * 20_000, actor, action, subject, details }
    const hash = proof.hash(canonical({ ...facts, outcome: 'done' }, head.hash))
    const text = detailsText(details)
    insert.run(sequence, facts.at, actor, action, subject, 'done', text, head.hash, hash, proof.mac(hash))
    head = { sequence, hash }
  }
  function checkpoint(): void {
    const at = Date.UTC(2026, 0, 1) + head.sequence * 20_000
    const signature = signer.sign(checkpointText(head.sequence, head.hash, at))
    sign.run(head.sequence, head.hash, at, signature, signer.publicKey)
    put('system', 'audit.checkpoint', '', checkpointDetails({ sequence: head.sequence, at, signature }))
  }
  while (head.sequence < count) {
    db.transaction(() => {
      const until = Math.min(count, head.sequence + 50_000)
      while (head.sequence < until) {
        const at = head.sequence
        const subject = `FD-${String(at % 90_000).padStart(5, '0')}`
        put(people[at % 3] ?? 'system', actions[at % 5] ?? '', subject, { attempt: 1, pages: at % 9 })
        if (head.sequence % checkpointEvery === 0 && head.sequence < count) checkpoint()
      }
      const value = JSON.stringify({ ...head, mac: proof.mac(headText(head.sequence, head.hash)) })
      db.prepare(
        `insert into setting values ('audit.head', ?) on conflict (key) do update set value = excluded.value`,
      ).run(value)
    }).immediate()
  }
  db.close()
}
