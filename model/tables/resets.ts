// resets: one row per permission to set a new password. Used, revoked or expired, it opens nothing.
import { invitation, key, linkSecret } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const resets = defineTable({
  name: 'resets',
  title: { fr: 'Nouveaux mots de passe', en: 'Password resets' },
  grain: { fr: 'une permission de choisir un nouveau mot de passe', en: 'permission to set a new password' },
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
