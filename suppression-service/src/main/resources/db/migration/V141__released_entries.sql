-- What a released entry still keeps of a person goes when its hold ends, too.
drop index suppression_entry_due;
create index suppression_entry_due on suppression_entry (tenant_id, hold_until)
    where hold_until is not null and minimised_at is null;

-- Only entries with a cause can be doubles; the others, as those of imports, need no place in the index.
alter table suppression_entry drop constraint suppression_entry_tenant_id_cause_address_key_key;
create unique index suppression_entry_cause on suppression_entry (tenant_id, cause, address_key) where cause is not null;

-- For what is counted by day.
create index suppression_entry_released on suppression_entry (tenant_id, released_at) where released_at is not null;
create index suppression_entry_minimised on suppression_entry (tenant_id, minimised_at) where minimised_at is not null;
