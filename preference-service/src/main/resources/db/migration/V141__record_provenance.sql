-- By whom, when and where a decision was recorded, and under which notice: for receipts, and for where the details came from. Null for
-- decisions that were heard before.
alter table consent_record add column actor text;
alter table consent_record add column recorded_at timestamptz;
alter table consent_record add column notice_key text;
alter table consent_record add column notice_version text;
alter table consent_record add column source text;
