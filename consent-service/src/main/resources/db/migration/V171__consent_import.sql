-- Lists of consents that a tenant sends (capability C10). What is in them lies here encrypted under the tenant's key, chunk by chunk, until the
-- chunk is recorded.
create table consent_import (
    tenant_id      text not null,
    id             uuid not null,
    state          text not null,
    dry_run        boolean not null,
    terms          bytea not null,          -- who attests what, and what holds for every row; encrypted
    header         text[] not null,         -- what stands in which column; empty for rows that name their own
    client_id      text not null,
    created_at     timestamptz not null,
    started_at     timestamptz,
    finished_at    timestamptz,
    updated_at     timestamptz not null,
    chunks         int not null default 0,
    next_chunk     int not null default 0,  -- the first one that is not recorded yet
    attempts       int not null default 0,
    rows           bigint not null default 0,
    rows_done      bigint not null default 0,
    outcomes       jsonb not null default '{}',
    errors         bigint not null default 0,
    retracted      bigint not null default 0,
    kept           bigint not null default 0,
    primary key (tenant_id, id)
);
create index consent_import_open on consent_import (created_at) where state in ('receiving', 'waiting', 'running', 'undoing');

create table consent_import_chunk (
    tenant_id  text not null,
    import_id  uuid not null,
    number     int not null,
    content    bytea not null,
    primary key (tenant_id, import_id, number)
);

-- What was recorded of whom, for the undo; a row goes when its person's decisions are taken back or are found to stay.
create table consent_import_event (
    tenant_id  text not null,
    import_id  uuid not null,
    subject_id uuid not null,
    event_id   uuid not null,
    primary key (tenant_id, import_id, subject_id, event_id)
);

create table consent_import_error (
    tenant_id text not null,
    import_id uuid not null,
    number    bigint not null,
    line      bigint not null,
    field     text not null,
    code      text not null,
    message   text not null,
    primary key (tenant_id, import_id, number)
);

do $$
declare name text;
begin
    foreach name in array array['consent_import', 'consent_import_chunk', 'consent_import_event', 'consent_import_error'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I to ${app} using (tenant_id = current_setting(''consentry.tenant'', true))', name);
    end loop;
end $$;
create policy all_tenants on consent_import for select to ${worker} using (true);
grant select on consent_import to ${worker};
grant select, insert, update, delete on consent_import to ${app};
grant select, insert, delete on consent_import_chunk, consent_import_event to ${app};
grant select, insert on consent_import_error to ${app};
