// xapi_attachments: one row per file that came with learning records: a certificate, a signature.
import { key, training } from '../care.ts'
import { bytes, defineTable, id, text } from '../table.ts'

export const xapiAttachments = defineTable({
  name: 'xapi_attachments',
  title: { fr: 'Fichiers joints aux traces de formation', en: 'Files attached to learning records' },
  grain: { fr: 'un fichier joint à des traces', en: 'file attached to learning records' },
  placement: 'local',
  key: ['credential_id', 'sha2'],
  columns: {
    credential_id: id(key),
    sha2: text(key),
    media_type: text(training),
    content: bytes(training),
  },
})
