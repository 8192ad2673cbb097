-- Mail that waits, encrypted under the tenant's keys. Sent or given up, a row stays without its content for a day: it counts
-- against the limits of its address.

create table outgoing_mail (
    id           uuid primary key, -- also in the Message-ID
    tenant_id    text not null,
    address_kind text not null,
    address_key  text not null,
    sealed       bytea, -- null when it is sent or was given up
    created_at   timestamptz not null,
    due_at       timestamptz not null,
    attempts     int not null default 0
);
create index outgoing_mail_due on outgoing_mail (due_at, id) where sealed is not null;
create index outgoing_mail_ended on outgoing_mail (created_at) where sealed is null;
create index outgoing_mail_tenant on outgoing_mail (tenant_id, created_at);
create index outgoing_mail_address on outgoing_mail (tenant_id, address_key, created_at);
alter table outgoing_mail enable row level security;
alter table outgoing_mail force row level security;
create policy own_tenant on outgoing_mail to ${app} using (tenant_id = current_setting('consentry.tenant', true));
create policy all_tenants on outgoing_mail to ${worker} using (true);
grant select, insert on outgoing_mail to ${app};
grant select, delete on outgoing_mail to ${worker};
grant update (sealed, due_at, attempts) on outgoing_mail to ${worker};
