package io.consentry.kit.crypto;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key-encryption keys, from outside the database: the current one, and earlier ones that still unwrap (rotation). */
class KeyVaultProducer {

    /**
     * @param current the key-encryption key: 32 bytes, base64; the same in all services
     * @param earlier those before it, which still unwrap
     */
    @Produces
    @Singleton
    KeyVault keyVault(
            @ConfigProperty(name = "consentry.kek") String current,
            @ConfigProperty(name = "consentry.kek.earlier") Optional<List<String>> earlier) {
        return new KeyVault(
                Base64.getDecoder().decode(current),
                earlier.orElse(List.of()).stream()
                        .map(Base64.getDecoder()::decode)
                        .toList());
    }
}
