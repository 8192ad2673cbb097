-- The list only grows: an entry is released or minimised, never deleted. The address itself, the note and the evidence of a release
-- are encrypted under the tenant's key; the address is found by its keyed hash.
create table suppression_entry (
    tenant_id         text not null,
    id                uuid not null,
    address_kind      text not null,
    address_key       text not null,
    purpose           text,
    channel           text,
    reason            text not null,
    origin            text not null,
    since             timestamptz not null,
    recorded_at       timestamptz not null,
    hold_until        timestamptz,
    cause             uuid,
    subject_id        uuid, -- who opted out: another person's consent at a shared address does not lift it
    encrypted_address bytea,
    masked            text,
    note              bytea,
    minimised_at      timestamptz,
    released_at       timestamptz,
    release_cause     uuid,
    release_reason    bytea,
    release_token     text,
    primary key (tenant_id, id),
    unique (tenant_id, cause, address_key),
    check (minimised_at is null or (encrypted_address is null and masked is null and note is null))
);
create index suppression_entry_address on suppression_entry (tenant_id, address_key, recorded_at, id);
create index suppression_entry_page on suppression_entry (tenant_id, recorded_at, id);
create index suppression_entry_due on suppression_entry (tenant_id, hold_until)
    where hold_until is not null and minimised_at is null and released_at is null;

alter table suppression_entry enable row level security;
alter table suppression_entry force row level security;
create policy own_tenant on suppression_entry to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on suppression_entry to ${app};
grant update (encrypted_address, masked, note, minimised_at, released_at, release_cause, release_reason, release_token)
    on suppression_entry to ${app};
