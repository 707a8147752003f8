/** People. */

export type PersonTable = {
  id: string
  name: string
  short_name: string
  initials: string
  tint: number
  /** JSON array of roles. */
  roles: string
  created_at: number
  disabled_at: number | null
  last_sign_in_at: number | null
}
