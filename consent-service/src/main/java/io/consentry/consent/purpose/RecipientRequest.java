package io.consentry.consent.purpose;

import io.consentry.consent.purpose.Recipient.Role;
import io.consentry.kit.problem.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who else gets the data, as a tenant says.
 *
 * @param role {@code processor}, {@code affiliate} or {@code partner}
 */
record RecipientRequest(@Nullable String name, @Nullable String role) {

    private static final int RECIPIENTS_MAX = 50;
    private static final int NAME_LENGTH_MAX = 200;

    /** All of them; at most one uses the data for itself, and the purpose's own name says so in every language. */
    static List<Recipient> parse(
            @Nullable List<RecipientRequest> given, @Nullable Map<String, String> purposeName, Violations violations) {
        List<RecipientRequest> requests = given == null ? List.of() : given;
        if (requests.size() > RECIPIENTS_MAX) {
            violations.add("recipients", "too-many", "may name at most " + RECIPIENTS_MAX + " recipients");
            return List.of();
        }
        List<Recipient> parsed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            Recipient one = parse(requests.get(i), "recipients[" + i + "]", violations);
            if (one == null) {
                continue;
            }
            if (!names.add(one.name().toLowerCase(Locale.ROOT))) {
                violations.add("recipients[" + i + "].name", "duplicate", "is named before");
            }
            parsed.add(one);
        }
        List<Recipient> thirdParties =
                parsed.stream().filter(Recipient::isThirdParty).toList();
        if (thirdParties.size() > 1) {
            violations.add(
                    "recipients",
                    "several-partners",
                    "each affiliate and partner needs a consent, and so a purpose, of its own (001-25, 003-14)");
        } else if (!thirdParties.isEmpty()) {
            requireNamed(thirdParties.get(0), purposeName, violations);
        }
        return parsed;
    }

    private static @Nullable Recipient parse(@Nullable RecipientRequest request, String path, Violations violations) {
        if (!violations.require(path, request) || request == null) {
            return null;
        }
        violations.require(path + ".name", request.name());
        violations.requireAtMost(path + ".name", request.name(), NAME_LENGTH_MAX);
        Role role = violations.read(path + ".role", request.role(), Role::of, true);
        return request.name() == null || request.name().isBlank() || role == null
                ? null
                : new Recipient(request.name().strip(), role);
    }

    private static void requireNamed(
            Recipient thirdParty, @Nullable Map<String, String> purposeName, Violations violations) {
        String wanted = thirdParty.name().toLowerCase(Locale.ROOT);
        (purposeName == null ? Map.<String, String>of() : purposeName).forEach((language, text) -> {
            if (text == null || !text.toLowerCase(Locale.ROOT).contains(wanted)) {
                violations.add(
                        "name." + language,
                        "partner-not-named",
                        "must name the affiliate or partner: people consent to this one (001-25, 003-14)");
            }
        });
    }
}
