-- What V140 meant to copy from the rows that were there before it, and could not: row-level security was in force for the owner, too, and
-- hid them all. Without it no decision about an unchanged tenant, purpose or suppression can be explained.
alter table contact_facts no force row level security;
alter table contact_facts_log no force row level security;
alter table purpose no force row level security;
alter table purpose_version no force row level security;
alter table tenant no force row level security;
alter table tenant_version no force row level security;

-- Facts without an entry have not changed since before V140, whose trigger would have noted it. So they were known at every snapshot that a
-- decision can name, and get a transaction older than all of them; facts that changed since keep what was noted.
insert into contact_facts_log (tenant_id, address_key, recorded_xid, facts)
select tenant_id, address_key, '3', facts - 'consents' from contact_facts known
 where facts - 'consents' <> '{}'
   and not exists (select from contact_facts_log log where log.tenant_id = known.tenant_id and log.address_key = known.address_key);
insert into purpose_version (tenant_id, key, version, document) select tenant_id, key, version, document from purpose on conflict do nothing;
insert into tenant_version (tenant_id, version, status, settings) select tenant_id, version, status, settings from tenant on conflict do nothing;

alter table contact_facts force row level security;
alter table contact_facts_log force row level security;
alter table purpose force row level security;
alter table purpose_version force row level security;
alter table tenant force row level security;
alter table tenant_version force row level security;
