/** The mark of the house: a page arriving line by line. */
export const Mark = ({ size = 18 }: { readonly size?: number }) => (
  <svg className="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden>
    <rect width="32" height="32" rx="8.6" fill="var(--accent-fill)" />
    <path d="M9.5 7h9l4 4v2.6h-13z" fill="#fff" />
    <path d="M9.5 15.2h13v2.6h-13z" fill="#fff" />
    <path d="M9.5 19.4h13v2.2h-13z" fill="#fff" opacity=".72" />
    <path d="M9.5 23.2h13v1.6h-13z" fill="#fff" opacity=".42" />
  </svg>
)

export const Brand = () => (
  <span className="brand">
    <Mark />
    <span>Faxdesk</span>
  </span>
)
