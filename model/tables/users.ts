// users: one row per account that signs in. An account may be that of a person of the organisation, and then it
// reads as her; most people of a delivery have none.
import { account, accountSecret, key } from '../care.ts'
import type { UserRole } from '../reader.ts'
import { defineTable, id, instant, json, text } from '../table.ts'

export const users = defineTable({
  name: 'users',
  title: { fr: 'Comptes', en: 'Accounts that sign in' },
  grain: { fr: 'un compte qui ouvre une session', en: 'account that signs in' },
  placement: 'local',
  key: ['user_id'],
  columns: {
    user_id: id(key),
    /** Whose rows are hers; null for an account that is nobody of the sales organisation. */
    person_id: id(account).orNull,
    email: text(account),
    /** Folded for sign-in: one account per address. */
    email_key: text(account),
    display_name: text(account),
    roles: json<UserRole[]>(account),
    /** Invited: has never signed in. Deactivated: never can until activated again. */
    state: text<'invited' | 'active' | 'deactivated'>(account),
    /** argon2id in PHC form; null until the invitation is accepted. */
    password_hash: text(accountSecret).orNull,
    password_set_at: instant(account).orNull,
    second_factor: text<'none' | 'active'>(account),
    /** Sealed (access/secrets.ts). */
    totp_secret: text(accountSecret).orNull,
    /** Sealed; shown to her and not confirmed by a first code yet. */
    totp_pending: text(accountSecret).orNull,
    /** 30-second step of the last code taken: no code counts twice. */
    totp_step: id(accountSecret).orNull,
    created_at: instant(account),
  },
})
