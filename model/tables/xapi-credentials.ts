// xapi_credentials: one row per program that sends learning records, with what proves it. It reads back what it sent and
// nothing else.
import { account, accountSecret, key } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const xapiCredentials = defineTable({
  name: 'xapi_credentials',
  title: { fr: 'Accès des programmes xAPI', en: 'Credentials of xAPI programs' },
  grain: { fr: 'un programme qui envoie des traces de formation', en: 'program that sends learning records' },
  placement: 'local',
  key: ['credential_id'],
  columns: {
    credential_id: id(key),
    /** 'basic': a key and a secret. 'session': of one cmi5 launch. 'tokens', 'files': what API tokens and files bring. */
    kind: text<'basic' | 'session' | 'tokens' | 'files'>(account),
    name: text(account),
    /** The key that the program shows beside its secret. */
    login: text(account),
    secret_hash: text(accountSecret).orNull,
    created_by: id(account).orNull,
    created_at: instant(account),
    expires_at: instant(account).orNull,
    last_used_at: instant(account).orNull,
    revoked_at: instant(account).orNull,
  },
})
