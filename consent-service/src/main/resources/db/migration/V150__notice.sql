-- The versions of each tenant's notices (capability C4): append only, so that every text, and every decision that rested on it, can be shown
-- again. The revision counts a tenant's publications.
create table notice_version (
    tenant_id          text not null,
    key                text not null,
    version            text not null,
    revision           bigint not null,
    event_id           uuid not null,
    effective_from     timestamptz not null,
    published_at       timestamptz not null,
    requires_reconsent text[] not null,
    content_sha256     text not null,
    document           jsonb not null,
    texts              jsonb not null,
    primary key (tenant_id, key, version),
    unique (tenant_id, revision)
);

alter table notice_version enable row level security;
alter table notice_version force row level security;
create policy own_tenant on notice_version to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on notice_version to ${app};
create trigger append_only before update or delete on notice_version for each row execute function refuse_change();
create trigger append_only_all before truncate on notice_version for each statement execute function refuse_change();

-- Which notice was shown is known of every consent from here on; of those recorded before, the ledger knows it. Row-level security holds
-- for the owner, too, and would hide every row.
alter table contact_facts no force row level security;
alter table ledger_event no force row level security;
-- from the ledger
update contact_facts known
   set facts = jsonb_set(known.facts, '{consents}', (
           select jsonb_agg(consent || jsonb_strip_nulls(jsonb_build_object(
                      'notice', event.payload::jsonb -> 'notice',
                      'restored', case when event.payload::jsonb ? 'cause' and event.payload::jsonb ->> 'method' = 'unsubscribe_link'
                                        and event.type in ('io.consentry.consent.given.v1', 'io.consentry.consent.renewed.v1')
                                       then true end)) order by place)
             from jsonb_array_elements(known.facts -> 'consents') with ordinality as each (consent, place)
             left join ledger_event event
                    on event.tenant_id = known.tenant_id and event.event_id = (consent ->> 'eventId')::uuid))
 where jsonb_array_length(known.facts -> 'consents') > 0;
-- so much from the ledger
alter table contact_facts force row level security;
alter table ledger_event force row level security;
