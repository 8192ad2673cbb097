-- What an import leaves behind is kept for a time: see ImportConfig.
alter table suppression_import add column trimmed_at timestamptz; -- its errors are gone; null while they are there
create index suppression_import_past on suppression_import (updated_at) where state in ('done', 'failed', 'undone');
grant delete on suppression_import_error to ${app};
