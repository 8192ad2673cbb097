package io.consentry.contract;

/** The stable codes of refused requests (RFC 9457 section 3.1.1): {@code urn:consentry:problem:<code>}. */
public enum ProblemType {
    UNREADABLE("unreadable", 400, "The request could not be read"),
    UNAUTHENTICATED("unauthenticated", 401, "A valid access token is needed"),
    MISSING_SCOPE("missing-scope", 403, "The access token lacks a scope"),
    NO_TENANT("no-tenant", 403, "The access token names no known tenant"),
    TENANT_SUSPENDED("tenant-suspended", 403, "The tenant is suspended"),
    NOT_FOUND("not-found", 404, "There is no such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types can be produced"),
    NOTICE_IMMUTABLE("notice-immutable", 409, "The version is published with other content"),
    TENANT_EXISTS("tenant-exists", 409, "The tenant exists with other settings"),
    OPT_OUT_STANDS("opt-out-stands", 409, "An opt-out stands that this act may not lift"),
    STALE_GRANT("stale-grant", 409, "The grant is older than a later opt-out"),
    STALE_AGREEMENT("stale-agreement", 409, "The agreement is older than what came after it"),
    ALREADY_ASKED("already-asked", 409, "The person was asked for consent before"),
    IDENTIFIER_TAKEN("identifier-taken", 409, "The identifier belongs to somebody else"),
    MERGE_REFUSED("merge-refused", 409, "The merge, or its undoing, is not possible as things are"),
    SUPPRESSED("suppressed", 409, "The suppression list has the person"),
    RELEASE_REFUSED("release-refused", 409, "The entry may not be released this way"),
    REQUEST_IN_FLIGHT("request-in-flight", 409, "A request with this idempotency key is being processed"),
    OTHER_POLICY("other-policy", 409, "Another version of the policy decided this"),
    TOO_LARGE("too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
    INVALID("invalid", 422, "The request is understood but breaks rules"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The idempotency key was used for another request"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    INTERNAL("internal", 500, "Something went wrong on our side"),
    DEPENDENCY_UNAVAILABLE("dependency-unavailable", 503, "A part that is needed cannot be reached"),
    NOT_FRESH_ENOUGH("not-fresh-enough", 503, "The data is not fresh enough to decide");

    private final String code;
    private final int status;
    private final String title;

    ProblemType(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** Stable, lower-case, hyphenated. */
    public String code() {
        return code;
    }

    /** The {@code type} member: a URN that ends in the code. */
    public String uri() {
        return "urn:consentry:problem:" + code;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The {@code title} member: the same for every occurrence. */
    public String title() {
        return title;
    }
}
