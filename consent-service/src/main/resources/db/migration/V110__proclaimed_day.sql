-- Public holidays that only a proclamation makes (rule A-19). They bind every tenant alike, so there is no tenant and no row-level security.
create table proclaimed_day (
    country  text not null,
    day      date not null,
    name     text not null,
    added_at timestamptz not null,
    primary key (country, day)
);
grant select, insert, delete on proclaimed_day to ${app};
