-- What people want beside yes and no, as the ledger told last.
create table person_wishes (
    tenant_id    text not null,
    subject_id   uuid not null,
    paused_until timestamptz,
    frequencies  json not null,
    primary key (tenant_id, subject_id)
);
alter table person_wishes enable row level security;
alter table person_wishes force row level security;
create policy own_tenant on person_wishes to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, update on person_wishes to ${app};
