-- What every service's database has. ${app} is the service's own role, ${worker} that of its relay and jobs.

grant usage on schema public to ${app}, ${worker};

create table tenant (
    tenant_id      text primary key,
    version        bigint not null,
    status         text not null,
    settings       jsonb not null,
    wrapped_keyset text not null
);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy own_tenant on tenant to ${app} using (tenant_id = current_setting('consentry.tenant', true));
create policy all_tenants on tenant for select to ${worker} using (true);
grant select, insert, update on tenant to ${app};
grant select on tenant to ${worker};

-- xid orders the rows by transaction: the relay reads only those below the oldest transaction that still runs.
create table outbox (
    id         bigint generated always as identity primary key,
    xid        xid8 not null default pg_current_xact_id(),
    tenant_id  text not null,
    event_id   uuid not null,
    topic      text not null,
    partition  int not null,
    record_key text not null,
    type       text not null,
    payload    text not null,
    time       timestamptz not null,
    cause      uuid
);
create index outbox_order on outbox (xid, id);
alter table outbox enable row level security;
alter table outbox force row level security;
create policy own_tenant on outbox to ${app} using (tenant_id = current_setting('consentry.tenant', true));
create policy all_tenants on outbox to ${worker} using (true);
grant insert on outbox to ${app};
grant select (id, xid, tenant_id) on outbox to ${app};
grant select, delete on outbox to ${worker};

create function outbox_wake() returns trigger language plpgsql as $$
begin
    notify outbox;
    return null;
end $$;
create trigger outbox_wake after insert on outbox for each statement execute function outbox_wake();

-- Ids of the events whose effect is in this database.
create table inbox (
    event_id    uuid primary key,
    received_at timestamptz not null
);
create index inbox_received on inbox (received_at);
grant select, insert on inbox to ${app};
grant select, delete on inbox to ${worker};

-- How far each topic partition has been applied, and as of when nothing is missing.
create table progress (
    topic       text not null,
    partition   int not null,
    next_offset bigint not null,
    epoch       int, -- Kafka's leader epoch of the last record: shows when the log behind the offset is another one now
    transaction bigint not null default 0,
    sequence    bigint not null default 0,
    fresh_as_of timestamptz,
    primary key (topic, partition)
);
grant select, insert, update on progress to ${app};
grant select on progress to ${worker};

-- Events that could not be applied, as they came; everything later with the same key waits behind them. The tenant is empty when the
-- record names none.
create table parked_event (
    event_id      uuid primary key,
    tenant_id     text not null,
    topic         text not null,
    partition     int not null,
    record_offset bigint not null,
    record_key    text not null,
    type          text not null,
    payload       text not null,
    time          timestamptz not null,
    position      text,
    cause         text,
    failure       text not null,
    parked_at     timestamptz not null
);
create index parked_event_key on parked_event (tenant_id, topic, record_key, record_offset);
alter table parked_event enable row level security;
alter table parked_event force row level security;
create policy own_tenant on parked_event to ${app} using (tenant_id = current_setting('consentry.tenant', true));
create policy all_tenants on parked_event for select to ${worker} using (true);
grant select, insert on parked_event to ${app};
grant select on parked_event to ${worker};

-- The first answer to each Idempotency-Key.
create table idempotency (
    tenant_id    text not null,
    client_id    text not null,
    route        text not null,
    key          text not null,
    request_mac  bytea not null,
    status       int not null,
    body         text not null,
    created_at   timestamptz not null,
    primary key (tenant_id, client_id, route, key)
);
create index idempotency_created on idempotency (created_at);
alter table idempotency enable row level security;
alter table idempotency force row level security;
create policy own_tenant on idempotency to ${app} using (tenant_id = current_setting('consentry.tenant', true));
create policy all_tenants on idempotency to ${worker} using (true);
grant select, insert on idempotency to ${app};
grant select, delete on idempotency to ${worker};
