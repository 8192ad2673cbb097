-- The tenants whose suppression list names, or has named, addresses by hashes of others' alone. Their checks read the facts of an address's
-- aliases, too; it is not forgotten when the last such entry is released, for then reading them costs a little and is never wrong.
create table foreign_hash_tenant (
    tenant_id text not null primary key
);
alter table foreign_hash_tenant enable row level security;
alter table foreign_hash_tenant force row level security;
create policy own_tenant on foreign_hash_tenant to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on foreign_hash_tenant to ${app};

-- As in V160, and of the same moment also whether the tenant is one of these.
create or replace function contact_reading(p_tenant text, p_keys text[])
    returns table (part text, name text, content text, partition int, transaction bigint, sequence bigint, moment timestamptz)
    language plpgsql as $$
begin
    perform set_config('consentry.tenant', p_tenant, true);
    return query
        select 'contact', f.address_key, f.facts::text, null::int, null::bigint, null::bigint, null::timestamptz
          from contact_facts f where f.tenant_id = p_tenant and f.address_key = any (p_keys)
        union all
        select 'snapshot', null, pg_current_snapshot()::text, null, null, null, null
        union all
        select 'progress', p.topic, null, p.partition, p.transaction, p.sequence, p.fresh_as_of from progress p
        union all
        select 'cleansed', r.registry, null, null, null, null, max(r.cleansed_at)
          from registry_state r where r.tenant_id = p_tenant group by r.registry
        union all
        select 'foreignHashes', null, null, null, null, null, null from foreign_hash_tenant h where h.tenant_id = p_tenant;
end $$;
