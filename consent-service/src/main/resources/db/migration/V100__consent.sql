create table purpose (
    tenant_id text not null,
    key       text not null,
    document  jsonb not null,
    primary key (tenant_id, key)
);

create table subject (
    tenant_id  text not null,
    subject_id uuid not null,
    created_at timestamptz not null,
    primary key (tenant_id, subject_id)
);

-- An address known only by its key, as from an unsubscribe link, has no encrypted form.
create table subject_identifier (
    tenant_id         text not null,
    subject_id        uuid not null,
    kind              text not null,
    address_key       text not null,
    encrypted_address bytea,
    masked            text not null,
    added_at          timestamptz not null,
    primary key (tenant_id, subject_id, kind, address_key),
    foreign key (tenant_id, subject_id) references subject
);
create index subject_identifier_key on subject_identifier (tenant_id, kind, address_key);

-- The ledger: append only. Evidence is encrypted, for it holds what the person did and from where.
create table ledger_event (
    sequence    bigint generated always as identity primary key,
    tenant_id   text not null,
    event_id    uuid not null,
    subject_id  uuid not null,
    type        text not null,
    payload     text not null,
    evidence    bytea not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    cause       uuid,
    unique (tenant_id, event_id),
    foreign key (tenant_id, subject_id) references subject
);
create index ledger_event_subject on ledger_event (tenant_id, subject_id, sequence);
create index ledger_event_cause on ledger_event (tenant_id, cause) where cause is not null;

-- Rule A-06: a person is asked for consent once, whatever the answer. The name is the subject's id or the key of one of its addresses:
-- who is filed under another number with the same address is not asked again.
create table consent_request (
    tenant_id text not null,
    name      text not null,
    event_id  uuid not null,
    primary key (tenant_id, name)
);

-- All that a check needs to know of an address, in one row.
create table contact_facts (
    tenant_id   text not null,
    address_key text not null,
    facts       jsonb not null,
    primary key (tenant_id, address_key)
);

do $$
declare name text;
begin
    foreach name in array array['purpose', 'subject', 'subject_identifier', 'ledger_event', 'consent_request', 'contact_facts'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I to ${app} using (tenant_id = current_setting(''consentry.tenant'', true))', name);
        execute format('grant select, insert on %I to ${app}', name);
    end loop;
end $$;
grant update on purpose, subject_identifier, contact_facts to ${app};

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only';
end $$;
create trigger append_only before update or delete on ledger_event for each row execute function refuse_change();
create trigger append_only_all before truncate on ledger_event for each statement execute function refuse_change();

-- The facts of some addresses and, in the row without an address, how far the projections are: one round trip, one snapshot.
create function contact_facts_read(p_tenant text, p_keys text[])
    returns table (address_key text, content text) language plpgsql as $$
begin
    perform set_config('consentry.tenant', p_tenant, true);
    return query
        select f.address_key, f.facts::text from contact_facts f where f.tenant_id = p_tenant and f.address_key = any (p_keys)
        union all
        select null, jsonb_build_object(
                'transaction', pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                'partitions', coalesce((select jsonb_agg(jsonb_build_object(
                    'topic', p.topic, 'partition', p.partition, 'transaction', p.transaction, 'sequence', p.sequence,
                    'freshAsOf', to_char(p.fresh_as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) from progress p), '[]'))::text;
end $$;
grant execute on function contact_facts_read to ${app};
