-- Which consents may end by themselves, and from when on to look (capability C7). A row is a hint, never later than the truth: the sweep
-- decides from the facts, and moves or drops the row. The database itself notes each grant, so that no path of the service can forget it.
create table consent_term (
    tenant_id   text not null,
    subject_id  uuid not null,
    purpose     text not null,
    channel     text not null,
    started_at  timestamptz not null,   -- since when there is no activity
    valid_until timestamptz,            -- the end that the consent was given with
    primary key (tenant_id, subject_id, purpose, channel)
);
create index consent_term_validity on consent_term (tenant_id, valid_until) where valid_until is not null;
create index consent_term_inactivity on consent_term (tenant_id, purpose, started_at);

alter table consent_term enable row level security;
create policy own_tenant on consent_term to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, update, delete on consent_term to ${app};

create function note_terms() returns trigger language plpgsql as $$
begin
    insert into consent_term (tenant_id, subject_id, purpose, channel, started_at, valid_until)
    select tenant_id, subject_id, payload::jsonb ->> 'purpose', payload::jsonb ->> 'channel',
           min(occurred_at), min((payload::jsonb ->> 'validUntil')::timestamptz)
      from added
     where type in ('io.consentry.consent.given.v1', 'io.consentry.consent.renewed.v1')
     group by 1, 2, 3, 4
     order by 1, 2, 3, 4
    on conflict (tenant_id, subject_id, purpose, channel) do update
       set started_at = least(consent_term.started_at, excluded.started_at),
           valid_until = least(consent_term.valid_until, excluded.valid_until);
    return null;
end $$;

-- What is on record already; row-level security is not in force for the owner meanwhile.
alter table ledger_event no force row level security;
insert into consent_term (tenant_id, subject_id, purpose, channel, started_at, valid_until)
select tenant_id, subject_id, payload::jsonb ->> 'purpose', payload::jsonb ->> 'channel',
       min(occurred_at), min((payload::jsonb ->> 'validUntil')::timestamptz)
  from ledger_event
 where type in ('io.consentry.consent.given.v1', 'io.consentry.consent.renewed.v1')
 group by 1, 2, 3, 4;
alter table ledger_event force row level security;
alter table consent_term force row level security;

create trigger note_terms after insert on ledger_event referencing new table as added
    for each statement execute function note_terms();
