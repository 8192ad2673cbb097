-- One row: the newest heartbeat that the relay may have sent or may still send, by a random name. It is written before the heartbeat can be
-- heard. Not logged: it changes all the time, and after a crash nobody knows, which is a new state, too.

create unlogged table heartbeat_promise (
    single boolean primary key default true check (single),
    name   uuid not null
);
grant select, insert, update on heartbeat_promise to ${worker};
grant select on heartbeat_promise to ${app};
