-- Soft bounces that still count towards the limit: each report once an address. The service forgets them when they are too old, and when
-- they have led to an entry.
create table soft_bounce (
    tenant_id   text not null,
    address_key text not null,
    report      bytea not null,
    at          timestamptz not null,
    primary key (tenant_id, address_key, report)
);
create index soft_bounce_old on soft_bounce (tenant_id, at);

alter table soft_bounce enable row level security;
alter table soft_bounce force row level security;
create policy own_tenant on soft_bounce to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, delete on soft_bounce to ${app};

-- Keyed hashes of the reports whose effect is in this database.
create table feedback_seen (
    tenant_id text not null,
    report    bytea not null,
    at        timestamptz not null,
    primary key (tenant_id, report)
);
create index feedback_seen_old on feedback_seen (tenant_id, at);

alter table feedback_seen enable row level security;
alter table feedback_seen force row level security;
create policy own_tenant on feedback_seen to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, delete on feedback_seen to ${app};
