/** A person's initials on one of five quiet tints. The name always stands beside it, so it is silent. */
type AvatarProps = {
  readonly initials: string
  readonly tint: number
  readonly size?: 'sm' | 'md' | 'lg'
}

const tints = ['', '', 'b', 'c', 'd', 'e']

export const Avatar = ({ initials, tint, size = 'sm' }: AvatarProps) => (
  <span className={['av', size !== 'sm' && size, tints[tint]].filter(Boolean).join(' ')} aria-hidden>
    {initials}
  </span>
)
