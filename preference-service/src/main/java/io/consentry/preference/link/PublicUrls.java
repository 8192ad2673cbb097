package io.consentry.preference.link;

import io.consentry.contract.TenantId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Addresses as the world knows them, and the headers of a link (rule C-01). */
@ApplicationScoped
public class PublicUrls {

    private final String base;
    private final Optional<String> mailAddress;

    /**
     * @param publicUrl the beginning of every link, and of the addresses that Twilio calls and signs; https unless loopback
     * @param mailAddress as {@code consentry.mail.unsubscribe-address} says
     */
    PublicUrls(
            @ConfigProperty(name = "consentry.public-url") String publicUrl,
            @ConfigProperty(name = "consentry.mail.unsubscribe-address") Optional<String> mailAddress) {
        this.base = requirePublic(publicUrl);
        this.mailAddress = mailAddress;
    }

    /** Makes a wrong address stop the service instead of the first person who clicks. */
    void check(@Observes StartupEvent event) {
        requirePublic(base);
    }

    /** The address as the world knows it, also behind a proxy. */
    public String of(String pathAndQuery) {
        return base + pathAndQuery;
    }

    String unsubscribe(String token) {
        return base + "/u/" + token;
    }

    String preferences(String token) {
        return base + "/p/" + token;
    }

    /** @param tenant stands in the mail address in the place of {@code {tenant}}, so that what is mailed there finds its way back */
    Map<String, String> headers(TenantId tenant, String token) {
        String https = "<" + unsubscribe(token) + ">";
        String both = mailAddress
                .map(address ->
                        https + ", <mailto:" + address.replace("{tenant}", tenant.value()) + "?subject=" + token + ">")
                .orElse(https);
        return Map.of("List-Unsubscribe", both, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    static String requirePublic(String url) {
        URI uri = URI.create(url);
        boolean plain = uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        boolean secure = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
        if (!plain || !secure) {
            throw new IllegalArgumentException(
                    "consentry.public-url: " + url + " (expected: https://host[:port][/path]; http for loopback only)");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
