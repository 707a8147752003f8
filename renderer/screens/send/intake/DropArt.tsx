/** A page arriving line by line. */
export const DropArt = ({ over }: { readonly over: boolean }) => {
  const line = over ? 'var(--accent)' : 'var(--line-control)'
  return (
    <span className="drop-art" aria-hidden>
      <svg width="120" height="92" viewBox="0 0 120 92" fill="none">
        <g stroke={line} strokeWidth="1.5" strokeLinejoin="round">
          <path d="M36 6h34l14 14v44H36z" fill="var(--paper)" />
          <path d="M70 6v14h14" fill="var(--paper)" />
        </g>
        <g stroke={line} strokeWidth="2" strokeLinecap="round">
          <path d="M45 27h24M45 36h30" />
          <path d="M45 45h30" opacity=".75" />
          <path d="M45 54h22" opacity=".5" />
        </g>
        <path d="M14 66h92" stroke="var(--accent)" strokeWidth="2.5" strokeLinecap="round" />
        <path
          d="M22 74v4a8 8 0 0 0 8 8h60a8 8 0 0 0 8-8v-4"
          stroke="var(--line-control)"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      </svg>
    </span>
  )
}
