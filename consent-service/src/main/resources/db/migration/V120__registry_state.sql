-- When each tenant's list was cleansed against a registry (rule A-16): a row a run, for ever, so that an old decision can be shown again.
create table registry_state (
    tenant_id    text not null,
    run_id       uuid not null,
    registry     text not null,
    cleansed_at  timestamptz not null,
    recorded_xid xid8 not null default pg_current_xact_id(),
    primary key (tenant_id, run_id)
);
create index registry_state_latest on registry_state (tenant_id, registry, cleansed_at);

alter table registry_state enable row level security;
alter table registry_state force row level security;
create policy own_tenant on registry_state to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on registry_state to ${app};

-- As in V100, and in the row without an address also when the tenant's list was last cleansed against each registry.
create or replace function contact_facts_read(p_tenant text, p_keys text[])
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
                    'freshAsOf', to_char(p.fresh_as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) from progress p), '[]'),
                'cleansed', coalesce((select jsonb_object_agg(
                        r.registry, to_char(r.cleansed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
                    from (select s.registry, max(s.cleansed_at) as cleansed_at from registry_state s
                           where s.tenant_id = p_tenant group by s.registry) r), '{}'))::text;
end $$;
