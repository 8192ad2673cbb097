-- What people ask for as data subjects. Their words are encrypted under the tenant's keys, the address is a keyed hash.
create table data_subject_case (
    id           uuid primary key,
    tenant_id    text not null,
    act          bytea not null, -- keyed hash of the request, for repeats
    kind         text not null check (kind in ('access', 'correction', 'erasure', 'unspecified')),
    source       text not null check (source in ('page', 'mail')),
    identity     text not null check (identity in ('link', 'sender', 'unauthenticated')),
    address_kind text,
    address_key  text,
    sealed       bytea not null,
    opened_at    timestamptz not null,
    due_on       date not null, -- the last day, in the tenant's zone
    closed_at    timestamptz,
    outcome      text check (outcome in ('fulfilled', 'partly_fulfilled', 'refused', 'withdrawn')),
    sealed_note  bytea, -- what the person was told
    closed_by    text,
    check ((closed_at is null) = (outcome is null))
);
create unique index data_subject_case_act on data_subject_case (tenant_id, act) where closed_at is null or source = 'mail';
create index data_subject_case_open on data_subject_case (tenant_id, (closed_at is null), opened_at, id);
create index data_subject_case_address on data_subject_case (tenant_id, address_key, opened_at) where address_key is not null;
alter table data_subject_case enable row level security;
alter table data_subject_case force row level security;
create policy own_tenant on data_subject_case to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on data_subject_case to ${app};
grant update (closed_at, outcome, sealed_note, closed_by) on data_subject_case to ${app};
