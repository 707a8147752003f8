/** Stands for a page while details are hidden: shapes that say nothing. A blurred page would still be the page. */
import { words } from '#app/words/index.ts'

/** Lines of a letter: where each stands and how long it is. */
const lines = [52, 78, 84, 71, 0, 80, 66, 84, 76, 40, 0, 70, 82, 58].map((width, row) => ({ width, y: 24 + 7 * row }))

export const CoveredPage = ({ silent }: { readonly silent?: boolean }) => (
  <svg
    className="covered-page"
    viewBox="0 0 100 130"
    preserveAspectRatio="xMidYMin meet"
    {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words.common.hiddenDetails })}
  >
    <rect x="8" y="9" width="34" height="5" rx="1" />
    {lines.map(({ width, y }) => (
      <rect key={y} x="8" y={y} width={width} height="2.5" rx="1" />
    ))}
  </svg>
)
