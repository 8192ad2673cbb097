-- Where in its trace an event was written: a traceparent of W3C Trace Context, 55 characters; null when tracing is off.
alter table outbox add column trace text;
