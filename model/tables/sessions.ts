// sessions: one row per browser that is signed in, or half way there. The reference itself is only in the cookie.
import { key, session } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const sessions = defineTable({
  name: 'sessions',
  title: { fr: 'Sessions', en: 'Sessions' },
  grain: { fr: 'un navigateur connecté', en: 'signed-in browser' },
  placement: 'local',
  key: ['session_hash'],
  columns: {
    /** SHA-256 of the reference in the cookie. */
    session_hash: text(session),
    user_id: id(key),
    /** What is still asked before anything else is answered. */
    stage: text<'full' | 'second-factor' | 'enrolment'>(session),
    started_at: instant(session),
    last_used_at: instant(session),
  },
})
