-- Links that people ask for by their address alone. Only an address that the ledger knows gets one, or anybody could have mail sent to
-- anybody; whether it is known shows only when the mail is sent, and so in no answer and in no answer's time.
alter table outgoing_mail add column only_if_known boolean not null default false;
