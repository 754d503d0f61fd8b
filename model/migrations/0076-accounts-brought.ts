// Which accounts a delivery brought or changed, as for other tables that rollups are made of: eight of them ask.

export const sql = `
create index accounts_brought on accounts (created_import_id);
create index accounts_changed on accounts (import_id) where import_id <> created_import_id;
`
