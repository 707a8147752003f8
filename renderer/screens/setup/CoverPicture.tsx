/** A small picture of the cover sheet with the practice's own facts: an illustration, not the sheet that is sent. */
import { words } from '#app/words/index.ts'
import type { PracticeDraft } from './steps.ts'

export function CoverPicture({ practice }: { readonly practice: PracticeDraft }) {
  const w = words.setup.cover
  const name = practice.name.trim()
  return (
    <div className="paper cover-picture" role="img" aria-label={words.setup.practice.previewLabel(name)}>
      <div aria-hidden>
        <div className="cp-top">
          <div>
            <b>{name || w.noName}</b>
            <p>{practice.address}</p>
            {practice.phone && (
              <p>
                {w.phone} {practice.phone}
              </p>
            )}
          </div>
          <span className="cp-fax">{w.fax}</span>
        </div>
        <dl>
          {w.rows.map(([label, main, small]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {main || name || w.noName}
                {small && <small>{main ? small : `${small} ${practice.fax}`}</small>}
              </dd>
            </div>
          ))}
        </dl>
        <div className="cp-notice">
          <b>{w.notice}</b>
          <p>{w.noticeText}</p>
          {practice.phone && <b>{w.call(practice.phone)}</b>}
        </div>
      </div>
    </div>
  )
}
