// Accounts that the organisation's own sign-in provider opens.

export const sql = `
create table user_identities (
  issuer text not null,
  subject text not null,
  user_id bigint not null,
  linked_at timestamp with time zone not null,
  primary key (issuer, subject)
);

create unique index on user_identities (user_id, issuer);
`
