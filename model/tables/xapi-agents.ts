// xapi_agents: one row per way in which learning records name somebody. Whoever is not known yet waits here.
import { key, matching, trace } from '../care.ts'
import { defineTable, digest, id, instant, text } from '../table.ts'

export type AgentKind = 'mbox' | 'mbox_sha1sum' | 'openid' | 'account'

export const xapiAgents = defineTable({
  name: 'xapi_agents',
  title: { fr: 'Agents des traces de formation', en: 'Agents of learning records' },
  grain: {
    fr: 'une façon dont les traces nomment quelqu’un',
    en: 'way in which learning records name somebody',
  },
  placement: 'local',
  key: ['agent_key'],
  columns: {
    /** Digest of kind, home page and value. */
    agent_key: digest(key),
    kind: text<AgentKind>(key),
    /** The system that the account is of. */
    home_page: text(matching).orNull,
    value: text(matching),
    name: text(matching).orNull,
    /** Null while nobody of the organisation is known to be called so. */
    person_id: id(key).orNull,
    seen_at: instant(trace),
  },
})
