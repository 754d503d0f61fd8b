// Who asks. Every query takes a reader; nothing reads the database without saying for whom.

export type Role =
  'owner' | 'administrator' | 'leader' | 'manager' | 'rep' | 'marketing' | 'analyst' | 'break-glass'

/**
 * The roles that an account can hold. `owner` is the person at a machine that has no account yet; `break-glass` an
 * administrator for an hour, of the people she opened.
 */
export type UserRole = Exclude<Role, 'owner' | 'break-glass'>

export const userRoles: readonly UserRole[] = [
  'leader',
  'manager',
  'rep',
  'marketing',
  'analyst',
  'administrator',
]

export interface Reader {
  /** The person of the organisation who reads; null for the owner of a machine of one's own. */
  readonly personId: number | null
  readonly roles: readonly Role[]
  /** The people whose data an administrator opened, with the role 'break-glass'. */
  readonly opened?: readonly number[]
  /** How people are called for those who see rows and no names: the same person always the same. */
  readonly pseudonym?: (personId: number) => string
}

/** The person whose machine this is: the only reader there is until people sign in. */
export const owner: Reader = { personId: null, roles: ['owner'] }

/** The product at work for nobody in particular: imports, migrations, purges. */
export const housekeeper: Reader = { personId: null, roles: ['administrator'] }
