// resets: one row per permission to set a new password. Used, revoked or expired, it opens nothing.
import { invitation, key, linkSecret } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const resets = defineTable({
  name: 'resets',
  grain: 'one row per permission to set a new password',
  placement: 'local',
  key: ['reset_id'],
  columns: {
    reset_id: id(key),
    user_id: id(key),
    token_hash: text(linkSecret),
    created_by: id(invitation).orNull,
    created_at: instant(invitation),
    expires_at: instant(invitation),
    used_at: instant(invitation).orNull,
    revoked_at: instant(invitation).orNull,
  },
})
