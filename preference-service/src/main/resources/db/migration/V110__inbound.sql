-- What people write back. What a message says is personal data: it stands here encrypted under the tenant's keys.

-- An opt-out by word is recorded once for its message, also when it was undone since.
create index opt_out_act on opt_out (tenant_id, token_digest);

-- Secrets of the hooks, and the tenant's own words.
create table inbound_settings (
    tenant_id  text primary key,
    sealed     bytea not null,
    updated_at timestamptz not null
);
alter table inbound_settings enable row level security;
alter table inbound_settings force row level security;
create policy own_tenant on inbound_settings to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, update on inbound_settings to ${app};

-- Messages that a person must read. What may ask to stop holds, as an opt-out, until somebody decided.
create table inbound_review (
    id          uuid primary key,
    tenant_id   text not null,
    act         bytea not null, -- keyed hash of the message, for deliveries that come again
    source      text not null check (source in ('sms', 'twilio', 'whatsapp')),
    reason      text not null check (reason in ('unclear', 'no_address', 'unknown_shape')),
    sealed      bytea not null,
    received_at timestamptz not null,
    opt_outs    uuid[] not null, -- that hold until it is decided
    decision    text check (decision in ('opt_out', 'not_an_opt_out')),
    decided_by  text,
    decided_at  timestamptz
);
create unique index inbound_review_act on inbound_review (tenant_id, act);
create index inbound_review_open on inbound_review (tenant_id, received_at, id) where decision is null;
alter table inbound_review enable row level security;
alter table inbound_review force row level security;
create policy own_tenant on inbound_review to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on inbound_review to ${app};
grant update (decision, decided_by, decided_at) on inbound_review to ${app};

-- The last that WhatsApp said of a person's wish, for words that arrive out of order.
create table whatsapp_wish (
    tenant_id    text not null,
    address_kind text not null,
    address_key  text not null,
    said_at      timestamptz not null,
    stopped      boolean not null,
    primary key (tenant_id, address_kind, address_key)
);
alter table whatsapp_wish enable row level security;
alter table whatsapp_wish force row level security;
create policy own_tenant on whatsapp_wish to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, update on whatsapp_wish to ${app};

-- Addresses that WhatsApp named together: keyed hashes, each pair both ways round.
create table whatsapp_identity (
    tenant_id    text not null,
    address_kind text not null,
    address_key  text not null,
    other_kind   text not null,
    other_key    text not null,
    seen_at      timestamptz not null,
    primary key (tenant_id, address_kind, address_key, other_kind, other_key)
);
alter table whatsapp_identity enable row level security;
alter table whatsapp_identity force row level security;
create policy own_tenant on whatsapp_identity to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on whatsapp_identity to ${app};

-- When an opt-out at an address was last to be confirmed by the sender.
create table confirmation (
    tenant_id    text not null,
    address_kind text not null,
    address_key  text not null,
    channel      text not null, -- empty for all channels
    granted_at   timestamptz not null,
    primary key (tenant_id, address_kind, address_key, channel)
);
alter table confirmation enable row level security;
alter table confirmation force row level security;
create policy own_tenant on confirmation to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, update on confirmation to ${app};
