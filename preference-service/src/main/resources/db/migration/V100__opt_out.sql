-- Opt-outs that people made through a link. The ledger is elsewhere; this says which link did what, for repeats and for undo.

create table opt_out (
    id           uuid primary key, -- also the id of the event that first told of it
    tenant_id    text not null,
    token_digest bytea not null,
    scope        text not null check (scope in ('topic', 'channel', 'everything')),
    address_kind text not null,
    address_key  text not null,
    purpose      text,
    channel      text,
    occurred_at  timestamptz not null,
    repeats      uuid[] not null default '{}', -- ids of the events that told of it again
    repeated_at  timestamptz,
    undone_at    timestamptz
);
-- A repeat of an opt-out that stands is the same opt-out.
create unique index opt_out_standing on opt_out (tenant_id, token_digest, scope) where undone_at is null;
alter table opt_out enable row level security;
alter table opt_out force row level security;
create policy own_tenant on opt_out to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on opt_out to ${app};
grant update (repeats, repeated_at, undone_at) on opt_out to ${app};
