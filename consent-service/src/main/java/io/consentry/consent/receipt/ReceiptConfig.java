package io.consentry.consent.receipt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Where the world finds the keys of receipts. */
@ConfigMapping(prefix = "consentry.receipts")
interface ReceiptConfig {

    /**
     * This service as the world knows it, such as {@code https://consent.example.org}; https unless loopback. A signed receipt then says
     * where its key is published. Never taken from a request: whoever sends one would choose it.
     */
    @WithConverter(PublicUrlConverter.class)
    Optional<URI> publicUrl();

    /** Stops the service at start when receipts would name an address that anybody on the way can answer for. */
    final class PublicUrlConverter implements Converter<URI> {

        private static final long serialVersionUID = 1L;

        @Override
        public URI convert(String text) {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean plain = url.getHost() != null && url.getRawQuery() == null && url.getRawFragment() == null;
            boolean secure = "https".equals(url.getScheme())
                    || "http".equals(url.getScheme())
                            && ("127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost()));
            if (!plain || !secure) {
                throw new IllegalArgumentException("consentry.receipts.public-url: " + text
                        + " (expected: https://host[:port][/path]; http for loopback only)");
            }
            return url;
        }
    }
}
