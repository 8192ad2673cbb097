-- Which recordings prove what (requirement 000-28): found by the keyed hash of the tenant's own reference, which stands encrypted in the evidence.
create table consent_recording (
    tenant_id     text not null,
    recording_key text not null,
    event_id      uuid not null,
    sha256        text,
    primary key (tenant_id, recording_key, event_id),
    foreign key (tenant_id, event_id) references ledger_event (tenant_id, event_id)
);
alter table consent_recording enable row level security;
alter table consent_recording force row level security;
create policy own_tenant on consent_recording to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert on consent_recording to ${app};
