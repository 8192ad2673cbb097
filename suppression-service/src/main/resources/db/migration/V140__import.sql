-- Lists that a tenant sends. The list itself lies here, encrypted under the tenant's key, chunk by chunk, until the chunk is applied.
alter table suppression_entry
    add column import_id     uuid,                           -- the import that added the entry
    add column import_shared boolean not null default false, -- another import names it, too: undoing the first leaves it
    add column foreign_hash  text;                           -- address_key is the alias of a hash of others', not the address's own key
grant update (import_shared) on suppression_entry to ${app};

create table suppression_import (
    tenant_id         text not null,
    id                uuid not null,
    state             text not null,
    dry_run           boolean not null,
    columns           text[] not null,
    defaults          text not null,
    client_id         text not null,
    created_at        timestamptz not null,
    started_at        timestamptz,
    finished_at       timestamptz,
    updated_at        timestamptz not null,
    rows              bigint not null default 0,
    next_chunk        int not null default 0,
    attempts          int not null default 0,
    rows_read         bigint not null default 0,
    added             bigint not null default 0,
    already_there     bigint not null default 0,
    refused           bigint not null default 0,
    foreign_hashes    bigint not null default 0,
    released          bigint not null default 0,
    kept              bigint not null default 0,
    errors            int not null default 0,
    first_recorded_at timestamptz,
    last_recorded_at  timestamptz,
    primary key (tenant_id, id)
);
create index suppression_import_open on suppression_import (created_at)
    where state in ('receiving', 'waiting', 'running', 'undoing');

create table suppression_import_chunk (
    tenant_id  text not null,
    import_id  uuid not null,
    number     int not null,
    first_line bigint not null,
    content    bytea not null,
    primary key (tenant_id, import_id, number)
);

-- What a dry run has counted already, so that what a list names twice is counted once.
create table suppression_import_preview (
    tenant_id text not null,
    import_id uuid not null,
    claim     bytea not null,
    primary key (tenant_id, import_id, claim)
);

create table suppression_import_error (
    tenant_id text not null,
    import_id uuid not null,
    number    int not null,
    line      bigint not null,
    field     text not null,
    code      text not null,
    message   text not null,
    primary key (tenant_id, import_id, number)
);

do $$
declare
    name text;
begin
    foreach name in array array['suppression_import', 'suppression_import_chunk', 'suppression_import_preview', 'suppression_import_error']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I to ${app} using (tenant_id = current_setting(''consentry.tenant'', true))', name);
    end loop;
end $$;
create policy all_tenants on suppression_import for select to ${worker} using (true);
grant select, insert, update on suppression_import to ${app};
grant delete on suppression_import to ${app};
grant select, insert, delete on suppression_import_chunk, suppression_import_preview to ${app};
grant select, insert on suppression_import_error to ${app};
grant select on suppression_import to ${worker};
