// invitations: one row per invitation to set a first password. Used, revoked or expired, it opens nothing.
import { invitation, key, linkSecret } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const invitations = defineTable({
  name: 'invitations',
  title: { fr: 'Invitations', en: 'Invitations' },
  grain: { fr: 'une invitation', en: 'invitation' },
  placement: 'local',
  key: ['invitation_id'],
  columns: {
    invitation_id: id(key),
    user_id: id(key),
    /** SHA-256 of the token; the token itself is shown once. */
    token_hash: text(linkSecret),
    /** The account that invited; null for the owner of the machine. */
    created_by: id(invitation).orNull,
    created_at: instant(invitation),
    expires_at: instant(invitation),
    used_at: instant(invitation).orNull,
    revoked_at: instant(invitation).orNull,
  },
})
