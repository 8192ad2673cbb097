-- What was in force is looked up for each row only where the statement has not said it: one that records many decisions looks once.
drop trigger note_versions on ledger_event;
create trigger note_versions before insert on ledger_event for each row
    when (new.type like 'io.consentry.consent.%' and new.tenant_version is null) execute function note_versions();
