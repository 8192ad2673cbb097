-- Roles and databases of the platform. Safe to run again: it creates what is missing and sets the passwords it is given.
-- psql -v consent_owner_password=... (one variable per role) -f init.sql, or InitScript in platform/servers.
--
-- X_owner owns database X and runs its migrations; X_app answers requests; X_worker relays events and runs jobs. None may bypass row-level security.

select format('create role %I', wanted.name)
from (values ('keycloak'),
  ('consent_owner'), ('consent_app'), ('consent_worker'),
  ('preference_owner'), ('preference_app'), ('preference_worker'),
  ('suppression_owner'), ('suppression_app'), ('suppression_worker')) as wanted(name)
where not exists (select from pg_roles where rolname = wanted.name)
\gexec

alter role keycloak login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'keycloak_password';
alter role consent_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'consent_owner_password';
alter role consent_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'consent_app_password';
alter role consent_worker login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'consent_worker_password';
alter role preference_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'preference_owner_password';
alter role preference_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'preference_app_password';
alter role preference_worker login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'preference_worker_password';
alter role suppression_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'suppression_owner_password';
alter role suppression_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'suppression_app_password';
alter role suppression_worker login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'suppression_worker_password';

select format('create database %I owner %I', wanted.name, wanted.owner)
from (values ('keycloak', 'keycloak'),
  ('consent', 'consent_owner'), ('preference', 'preference_owner'), ('suppression', 'suppression_owner')) as wanted(name, owner)
where not exists (select from pg_database where datname = wanted.name)
\gexec

-- One service cannot even connect to another's database.
revoke all on database consent from public;
grant connect on database consent to consent_app, consent_worker;
revoke all on database preference from public;
grant connect on database preference to preference_app, preference_worker;
revoke all on database suppression from public;
grant connect on database suppression to suppression_app, suppression_worker;
revoke all on database keycloak from public;

\connect consent
revoke create on schema public from public;
grant usage on schema public to consent_app, consent_worker;

\connect preference
revoke create on schema public from public;
grant usage on schema public to preference_app, preference_worker;

\connect suppression
revoke create on schema public from public;
grant usage on schema public to suppression_app, suppression_worker;
