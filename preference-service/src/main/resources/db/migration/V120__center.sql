-- What the ledger says of people, for their own page. Addresses are keyed hashes.
create table consent_record (
    tenant_id    text not null,
    event_id     uuid not null,
    at           bigint generated always as identity, -- the order in which the ledger told
    subject_id   uuid not null,
    purpose      text,    -- null means all
    channel      text,    -- null means all
    status       text not null,
    method       text not null,
    basis        text,    -- what a grant rests on in the place of consent
    cause        uuid,    -- the event that it takes back, where it does
    address_keys text[] not null,
    occurred_at  timestamptz not null,
    valid_until  timestamptz,
    primary key (tenant_id, event_id)
);
create index consent_record_subject on consent_record (tenant_id, subject_id, at);
alter table consent_record enable row level security;
alter table consent_record force row level security;
create policy own_tenant on consent_record to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on consent_record to ${app};

create table subject_address (
    tenant_id   text not null,
    address_key text not null,
    subject_id  uuid not null,
    primary key (tenant_id, address_key, subject_id)
);
alter table subject_address enable row level security;
alter table subject_address force row level security;
create policy own_tenant on subject_address to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on subject_address to ${app};

-- The tenants' preference centers. A version stays: it is what people were shown when they chose.
create table center_version (
    tenant_id  text not null,
    version    int not null,
    document   json not null,
    created_at timestamptz not null,
    primary key (tenant_id, version)
);
alter table center_version enable row level security;
alter table center_version force row level security;
create policy own_tenant on center_version to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on center_version to ${app};
