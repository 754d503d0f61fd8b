// api_tokens: one row per token with which a program reads or writes for a user, with no more rights than she has.
import { account, accountSecret, key } from '../care.ts'
import type { UserRole } from '../reader.ts'
import { defineTable, flag, id, instant, json, text } from '../table.ts'

export const apiTokens = defineTable({
  name: 'api_tokens',
  title: { fr: 'Jetons d’API', en: 'API tokens' },
  grain: { fr: 'un jeton d’API', en: 'API token' },
  placement: 'local',
  key: ['token_id'],
  columns: {
    token_id: id(key),
    user_id: id(key),
    name: text(account),
    /** First letters, by which she tells hers apart. */
    prefix: text(account),
    token_hash: text(accountSecret),
    /** Of the user's roles, those that the token may use while she has them. */
    roles: json<UserRole[]>(account),
    is_read_only: flag(account),
    created_at: instant(account),
    expires_at: instant(account),
    last_used_at: instant(account).orNull,
    revoked_at: instant(account).orNull,
  },
})
