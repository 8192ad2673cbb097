-- Entries that an opt-out registry asked for. Every run marks those that its answer names; one that a complete answer no longer names is
-- released. Of a person on a registry nothing is kept but the keyed hash: most are no contacts of the tenant's.
alter table suppression_entry
    add column registry       text,
    add column registry_scope text,
    add column registry_run   uuid,
    add check ((registry is null) = (registry_scope is null) and (registry is null) = (registry_run is null));
create unique index suppression_entry_registry on suppression_entry (tenant_id, registry, address_key, registry_scope)
    where registry is not null and released_at is null;
grant update (registry_run) on suppression_entry to ${app};

-- Every run that was read to its end, with its certificate, for ever.
create table registry_run (
    tenant_id       text not null,
    run_id          uuid not null,
    registry        text not null,
    at              timestamptz not null,
    cleansed        boolean not null,
    certificate     text not null,
    client_id       text not null,
    idempotency_key text,
    primary key (tenant_id, run_id),
    unique (tenant_id, registry, client_id, idempotency_key)
);
create index registry_run_latest on registry_run (tenant_id, registry, at);

alter table registry_run enable row level security;
alter table registry_run force row level security;
create policy own_tenant on registry_run to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on registry_run to ${app};
