-- Consent receipts (capability C9).

-- The keys that sign a tenant's receipts. Append only: what an earlier key signed is verified for years. The private part is sealed under
-- the tenant's own keys.
create table receipt_key (
    tenant_id      text not null,
    generation     int not null,
    kid            text not null,
    public_jwk     jsonb not null,
    sealed_private bytea not null,
    created_at     timestamptz not null,
    primary key (tenant_id, generation),
    unique (tenant_id, kid)
);

alter table receipt_key enable row level security;
alter table receipt_key force row level security;
create policy own_tenant on receipt_key to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on receipt_key to ${app};
create trigger append_only before update or delete on receipt_key for each row execute function refuse_change();
create trigger append_only_all before truncate on receipt_key for each statement execute function refuse_change();

-- What was in force as a decision was recorded: its receipt says the same for ever. Written by the database, so that no path of the service
-- can forget it. 0 where there was none; null for decisions from before.
alter table ledger_event add column tenant_version bigint, add column purpose_version bigint, add column notice_revision bigint;

create function note_versions() returns trigger language plpgsql as $$
begin
    new.tenant_version := coalesce((select t.version from tenant t where t.tenant_id = new.tenant_id), 0);
    new.purpose_version := coalesce((select p.version from purpose p
                                      where p.tenant_id = new.tenant_id and p.key = new.payload::jsonb ->> 'purpose'), 0);
    new.notice_revision := coalesce((select max(n.revision) from notice_version n where n.tenant_id = new.tenant_id), 0);
    return new;
end $$;
create trigger note_versions before insert on ledger_event for each row
    when (new.type like 'io.consentry.consent.%') execute function note_versions();
