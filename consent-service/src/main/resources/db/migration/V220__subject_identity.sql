-- Identifiers: how sure they are, how long they hold, and since when they are nobody's any more. A row is never deleted.
alter table subject_identifier add column verified_at timestamptz, add column expires_at timestamptz, add column ended_at timestamptz;

-- People who turned out to be one. A row for each subject whose id then stands for another person, those included that had been merged into
-- it before. Of the rows that are not undone the last one of a subject counts: merges of a person are undone in the reverse order.
create table subject_merge (
    sequence   bigint generated always as identity,
    tenant_id  text not null,
    merge_id   uuid not null,
    subject_id uuid not null,
    person_id  uuid not null,
    undone     boolean not null default false,
    primary key (tenant_id, subject_id, sequence),
    foreign key (tenant_id, subject_id) references subject,
    foreign key (tenant_id, person_id) references subject
);
create index subject_merge_person on subject_merge (tenant_id, person_id);
create index subject_merge_event on subject_merge (tenant_id, merge_id);

alter table subject_merge enable row level security;
alter table subject_merge force row level security;
create policy own_tenant on subject_merge to ${app} using (tenant_id = current_setting('consentry.tenant', true));
grant select, insert, update (undone) on subject_merge to ${app};

-- Who is meant by a subject's id now.
create function person_of(p_tenant text, p_subject uuid) returns uuid language sql stable as $$
    select coalesce((select person_id from subject_merge where tenant_id = p_tenant and subject_id = p_subject and not undone
                      order by sequence desc limit 1), p_subject)
$$;
-- The ids that mean a person now, the person's own first.
create function ids_of(p_tenant text, p_person uuid) returns setof uuid language sql stable as $$
    select p_person union all
    select subject_id from subject_merge where tenant_id = p_tenant and person_id = p_person and not undone
$$;
-- The ids that ever meant the same person as this one, or as one of those.
create function kin_of(p_tenant text, p_subjects uuid[]) returns setof uuid language sql stable as $$
    with recursive kin(id) as (
        select unnest(p_subjects)
        union
        select case when m.subject_id = kin.id then m.person_id else m.subject_id end
          from kin join subject_merge m on m.tenant_id = p_tenant and (m.subject_id = kin.id or m.person_id = kin.id))
    select id from kin
$$;
grant execute on function person_of, ids_of, kin_of to ${app};
