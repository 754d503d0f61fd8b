// What a person said the first line of a file is stays known for the next file of the same shape, with or without a mapping of its columns.

export const sql = `
alter table remembered_mappings add column first_line text;
`
