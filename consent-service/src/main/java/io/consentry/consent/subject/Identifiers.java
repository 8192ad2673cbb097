package io.consentry.consent.subject;

import io.consentry.contract.AddressKind;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressInvalidException;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.problem.Violations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads identifiers as clients write them into normalised addresses. */
@Singleton
public class Identifiers {

    private final AddressNormaliser normaliser = new AddressNormaliser();

    /** All addresses of the request; notes a violation for each that is not usable. */
    public List<Address> parse(IdentifierRequest request, String path, String defaultRegion, Violations violations) {
        List<Address> addresses = new ArrayList<>();
        request.byKind().forEach((kind, text) -> {
            try {
                addresses.add(normaliser.normalise(kind, text, defaultRegion));
            } catch (AddressInvalidException e) {
                violations.add(path + "." + kind.wireName(), e.rule(), String.valueOf(e.getMessage()));
            }
        });
        if (addresses.isEmpty() && violations.isEmpty()) {
            violations.add(
                    path, "required", "needs at least one of email, phone, whatsappUserId, pushToken, externalId");
        }
        return addresses;
    }

    /** The one address of the request; empty when there is none, several, or it is not usable. */
    public Optional<Address> parseOne(@Nullable IdentifierRequest request, String defaultRegion) {
        if (request == null || request.byKind().size() != 1) {
            return Optional.empty();
        }
        Map.Entry<AddressKind, String> only =
                request.byKind().entrySet().iterator().next();
        try {
            return Optional.of(normaliser.normalise(only.getKey(), only.getValue(), defaultRegion));
        } catch (AddressInvalidException e) {
            return Optional.empty();
        }
    }
}
