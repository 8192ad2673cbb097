package io.consentry.servers;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The password of every database role, the superuser {@code postgres} among them. Prints none of them. */
public record DatabasePasswords(Map<String, String> byRole) {
    /** The roles {@code consentry/init.sql} knows. */
    public static final List<String> ROLES = List.of(
            "postgres",
            "keycloak",
            "consent_owner",
            "consent_app",
            "consent_worker",
            "preference_owner",
            "preference_app",
            "preference_worker",
            "suppression_owner",
            "suppression_app",
            "suppression_worker");

    public DatabasePasswords {
        byRole = Map.copyOf(byRole);
        if (!byRole.keySet().containsAll(ROLES)) {
            throw new IllegalArgumentException("roles: " + byRole.keySet() + " (expected: " + ROLES + ")");
        }
    }

    /** A fresh set, 192 random bits each. */
    public static DatabasePasswords random() {
        SecureRandom random = new SecureRandom();
        Map<String, String> passwords = new LinkedHashMap<>();
        for (String role : ROLES) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            passwords.put(role, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return new DatabasePasswords(passwords);
    }

    /** One role's password. */
    public String of(String role) {
        @Nullable String password = byRole.get(role);
        if (password == null) {
            throw new IllegalArgumentException("role: " + role + " (expected: one of " + ROLES + ")");
        }
        return password;
    }

    @Override
    public String toString() {
        return "DatabasePasswords[redacted]";
    }
}
