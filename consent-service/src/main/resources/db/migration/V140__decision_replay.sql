-- What a decision is replayed from (capability K7): everything that a check reads, as it was at any earlier snapshot or version. All of it
-- is written by the database itself, so that no path of the service can forget it.

-- The transaction that recorded an event, by which the ledger is read as it was known at a snapshot.
alter table ledger_event add column recorded_xid xid8 not null default pg_current_xact_id();

-- What is known of an address besides consents, which the ledger has: a row for each change.
create table contact_facts_log (
    sequence     bigint generated always as identity primary key,
    tenant_id    text not null,
    address_key  text not null,
    recorded_xid xid8 not null default pg_current_xact_id(),
    facts        jsonb not null
);
create index contact_facts_log_key on contact_facts_log (tenant_id, address_key, sequence);

create table purpose_version (
    tenant_id text not null,
    key       text not null,
    version   bigint not null,
    document  jsonb not null,
    primary key (tenant_id, key, version)
);
alter table purpose add column version bigint not null default 1;

create table tenant_version (
    tenant_id text not null,
    version   bigint not null,
    status    text not null,
    settings  jsonb not null,
    primary key (tenant_id, version)
);

insert into contact_facts_log (tenant_id, address_key, facts)
select tenant_id, address_key, facts - 'consents' from contact_facts where facts - 'consents' <> '{}';
insert into purpose_version (tenant_id, key, version, document) select tenant_id, key, version, document from purpose;
insert into tenant_version (tenant_id, version, status, settings) select tenant_id, version, status, settings from tenant;

do $$
declare name text;
begin
    foreach name in array array['contact_facts_log', 'purpose_version', 'tenant_version'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I to ${app} using (tenant_id = current_setting(''consentry.tenant'', true))', name);
        execute format('grant select, insert on %I to ${app}', name);
    end loop;
end $$;

create function log_contact_facts() returns trigger language plpgsql as $$
begin
    insert into contact_facts_log (tenant_id, address_key, facts) values (new.tenant_id, new.address_key, new.facts - 'consents');
    return null;
end $$;
create trigger log_new_facts after insert on contact_facts for each row
    when (new.facts - 'consents' <> '{}') execute function log_contact_facts();
create trigger log_changed_facts after update on contact_facts for each row
    when (old.facts - 'consents' is distinct from new.facts - 'consents') execute function log_contact_facts();

create function log_purpose() returns trigger language plpgsql as $$
begin
    insert into purpose_version (tenant_id, key, version, document) values (new.tenant_id, new.key, new.version, new.document);
    return null;
end $$;
create trigger log_version after insert or update on purpose for each row execute function log_purpose();

create function log_tenant() returns trigger language plpgsql as $$
begin
    insert into tenant_version (tenant_id, version, status, settings) values (new.tenant_id, new.version, new.status, new.settings);
    return null;
end $$;
create trigger log_version after insert or update on tenant for each row execute function log_tenant();

-- Proclaimed days belong to no tenant; the revision of a country is the number of its latest change.
create table proclaimed_day_log (
    revision   bigint generated always as identity primary key,
    country    text not null,
    day        date not null,
    name       text,
    changed_at timestamptz not null default now()
);
create index proclaimed_day_log_country on proclaimed_day_log (country, revision);
grant select, insert on proclaimed_day_log to ${app};
insert into proclaimed_day_log (country, day, name) select country, day, name from proclaimed_day order by country, day;

create function log_proclaimed_day() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        insert into proclaimed_day_log (country, day, name) values (old.country, old.day, null);
    else
        insert into proclaimed_day_log (country, day, name) values (new.country, new.day, new.name);
    end if;
    return null;
end $$;
create trigger log_change after insert or delete on proclaimed_day for each row execute function log_proclaimed_day();

create trigger append_only before update or delete on contact_facts_log for each row execute function refuse_change();
create trigger append_only before update or delete on purpose_version for each row execute function refuse_change();
create trigger append_only before update or delete on tenant_version for each row execute function refuse_change();
create trigger append_only before update or delete on proclaimed_day_log for each row execute function refuse_change();

-- The snapshot of the reading goes with the facts: whoever has it can have the same reading again.
create or replace function contact_facts_read(p_tenant text, p_keys text[])
    returns table (address_key text, content text) language plpgsql as $$
begin
    perform set_config('consentry.tenant', p_tenant, true);
    return query
        select f.address_key, f.facts::text from contact_facts f where f.tenant_id = p_tenant and f.address_key = any (p_keys)
        union all
        select null, jsonb_build_object(
                'transaction', pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                'snapshot', pg_current_snapshot()::text,
                'partitions', coalesce((select jsonb_agg(jsonb_build_object(
                    'topic', p.topic, 'partition', p.partition, 'transaction', p.transaction, 'sequence', p.sequence,
                    'freshAsOf', to_char(p.fresh_as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) from progress p), '[]'),
                'cleansed', coalesce((select jsonb_object_agg(
                        r.registry, to_char(r.cleansed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
                    from (select s.registry, max(s.cleansed_at) as cleansed_at from registry_state s
                           where s.tenant_id = p_tenant group by s.registry) r), '{}'))::text;
end $$;
