// What figures read instead of all that customers ever bought: the first time of each.

export const sql = `
create table first_purchases (
  account_id bigint not null,
  way text not null,
  pipeline_id bigint not null,
  product_id bigint not null,
  day date not null,
  opportunity_id bigint,
  primary key (account_id, way, pipeline_id, product_id)
);
create index first_purchases_way on first_purchases (way, day) include (account_id, pipeline_id, product_id, opportunity_id);

-- Which rows a delivery brought or changed, as for other tables that rollups are made of.
create index opportunity_lines_brought on opportunity_lines (created_import_id);
create index opportunity_lines_changed on opportunity_lines (import_id) where import_id <> created_import_id;
create index subscriptions_brought on subscriptions (created_import_id);
create index subscriptions_changed on subscriptions (import_id) where import_id <> created_import_id;
create index revenue_brought on revenue (created_import_id);
create index revenue_changed on revenue (import_id) where import_id <> created_import_id;
`
