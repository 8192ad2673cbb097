-- What an import leaves behind is kept for a time: see ImportConfig. Its terms, which attest the consents, stay with them.
alter table consent_import add column trimmed_at timestamptz; -- its errors, and what its undo needs, are gone; null while they are there
create index consent_import_past on consent_import (updated_at) where state in ('done', 'failed', 'undone') and trimmed_at is null;
grant delete on consent_import_error to ${app};
