// What people chose to bring of their own time: a tracker's totals, a calendar, a weekly card.
export const sql = `
create table own_time_choices (
  person_id bigint not null,
  way text not null,
  chosen_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  primary key (person_id, way)
);
`
