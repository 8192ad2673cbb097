package io.consentry.preference.link;

import io.consentry.kit.link.LinkTokenCodec;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns the opaque part of an address back into a {@link Link}. */
@ApplicationScoped
public class LinkReader {

    private final TenantDirectory tenants;

    LinkReader(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    /** The link; fails with {@link LinkUnknownException} whatever is wrong with the text, so that nothing can be probed. */
    public Uni<Link> read(String text) {
        return LinkTokenCodec.tenantOf(text)
                .map(tenants::get)
                .orElseGet(() -> Uni.createFrom().failure(new LinkUnknownException()))
                .onFailure(TenantUnknownException.class)
                .transform(unknown -> new LinkUnknownException())
                .map(tenant -> open(tenant, text));
    }

    private static Link open(Tenant tenant, String text) {
        return LinkTokenCodec.decode(tenant.keys(), text)
                .map(token -> new Link(text, token, tenant))
                .orElseThrow(LinkUnknownException::new);
    }
}
