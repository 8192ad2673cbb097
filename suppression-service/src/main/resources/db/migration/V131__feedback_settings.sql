-- By what a tenant's e-mail providers prove who they are, and its limit of soft bounces: sealed with the tenant's keys. A subscription that
-- waits to be confirmed is sealed too, for its address is as good as the confirmation.
create table feedback_settings (
    tenant_id    text primary key,
    sealed       bytea not null,
    updated_at   timestamptz not null,
    confirmation bytea
);
alter table feedback_settings enable row level security;
alter table feedback_settings force row level security;
create policy own_tenant on feedback_settings to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, update on feedback_settings to ${app};
