// What rows say of where they come from, where a test does not care.

/** As if one import had brought them. */
export const traced = {
  source: 'story',
  created_import_id: 1,
  import_id: 1,
  import_file_id: 1,
  source_row: 1,
  content_hash: '00000000-0000-0000-0000-000000000000',
} as const
