-- Double opt-ins, and to whom no mail may go.

-- The suppression list as the events tell it: what stands now.
create table suppressed_address (
    suppression_id uuid primary key,
    tenant_id      text not null,
    address_kind   text not null,
    address_key    text not null,
    purpose        text, -- null for all
    channel        text, -- null for all
    reason         text not null
);
create index suppressed_address_key on suppressed_address (tenant_id, address_key);
alter table suppressed_address enable row level security;
alter table suppressed_address force row level security;
create policy own_tenant on suppressed_address to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, delete on suppressed_address to ${app};

-- What was asked for in somebody's name. Nothing is allowed by it: only the ledger's event after the confirmation allows.
create table opt_in (
    id           uuid primary key, -- also the id of the event that tells of its confirmation
    tenant_id    text not null,
    address_kind text not null,
    address_key  text not null,
    sealed       bytea not null, -- what was asked for and how, encrypted under the tenant's keys
    requested_at timestamptz not null,
    expires_at   timestamptz not null,
    confirmed_at timestamptz
);
create index opt_in_expired on opt_in (expires_at) where confirmed_at is null;
alter table opt_in enable row level security;
alter table opt_in force row level security;
create policy own_tenant on opt_in to ${app} using (tenant_id = current_setting('consentry.tenant', true));
create policy all_tenants on opt_in to ${worker} using (true);
grant select, insert on opt_in to ${app};
grant update (confirmed_at) on opt_in to ${app};
grant select (id, expires_at, confirmed_at), delete on opt_in to ${worker};
