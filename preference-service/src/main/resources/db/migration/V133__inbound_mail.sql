-- Mail that people write back.

alter table inbound_review drop constraint inbound_review_source_check;
alter table inbound_review add constraint inbound_review_source_check check (source in ('sms', 'twilio', 'whatsapp', 'mail'));
alter table inbound_review drop constraint inbound_review_reason_check;
alter table inbound_review add constraint inbound_review_reason_check
    check (reason in ('unclear', 'no_address', 'unknown_shape', 'unauthenticated', 'data_subject_request'));
