-- Numbers that several tenants send text messages from: the operator's, of no tenant.
create table shared_sender (
    number       text primary key,
    wrapped_keys text not null, -- of which the hook's secret is derived
    tenants      text[] not null
);
grant select, insert, update, delete on shared_sender to ${app};

-- When a tenant last sent to whom from such a number.
create table shared_sent (
    tenant_id   text not null,
    address_key text not null,
    sender      text not null,
    sent_at     timestamptz not null,
    primary key (tenant_id, address_key, sender)
);
create index shared_sent_at on shared_sent (tenant_id, sender, sent_at);
alter table shared_sent enable row level security;
alter table shared_sent force row level security;
create policy own_tenant on shared_sent to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, update, delete on shared_sent to ${app};
