-- What stands between the columns of a list.
alter table consent_import add column separator text not null default 'comma';
