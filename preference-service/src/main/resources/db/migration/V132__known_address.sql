-- Links that people ask for by their address alone. Only an address that the ledger knows gets one, or anybody could have mail sent to
-- anybody; whether it is known shows only when the mail is sent, and so in no answer and in no answer's time.

create table known_address (
    tenant_id    text not null,
    address_kind text not null,
    address_key  text not null,
    primary key (tenant_id, address_kind, address_key)
);
alter table known_address enable row level security;
alter table known_address force row level security;
create policy own_tenant on known_address to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on known_address to ${app};

alter table outgoing_mail add column only_if_known boolean not null default false;
