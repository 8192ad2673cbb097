package io.consentry.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consentry.servers.PrivateFiles;
import io.consentry.servers.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tenants acme and globex: created once per state directory, their credentials kept in {@code tenants.json}. */
final class DemoTenants {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Tenant> TENANTS = List.of(
            new Tenant("acme", "Acme Retail (Pty) Ltd", "Acme", "+27110000001", "1 Main Road, Johannesburg, 2001"),
            new Tenant(
                    "globex", "Globex Travel (Pty) Ltd", "Globex", "+27210000002", "2 Long Street, Cape Town, 8001"));

    private record Tenant(String id, String legalName, String tradingName, String phone, String physicalAddress) {}

    private final PlatformClient client;
    private final Secrets secrets;
    private final Path file;

    DemoTenants(PlatformClient client, Secrets secrets, Path directory) {
        this.client = client;
        this.secrets = secrets;
        this.file = directory.resolve("tenants.json");
    }

    /** The credentials of both, as {@code platform.json} shows them. */
    JsonNode loadOrCreate(Progress progress) throws IOException {
        ObjectNode known = Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
        for (Tenant tenant : TENANTS) {
            if (!known.has(tenant.id())) {
                known.set(tenant.id(), create(tenant));
                PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(known));
                progress.say("Demo tenant " + tenant.id() + " created");
            }
        }
        return known;
    }

    /** Repeating the identical request is safe: consent-service then answers with the same clients, and a new console password. */
    private JsonNode create(Tenant tenant) {
        String operator = client.token("consentry-operator", secrets.operator());
        PlatformClient.Answer answer = client.send("POST", "/v1/tenants", operator, settings(tenant));
        if (!answer.isSuccess() || !answer.body().has("clients")) {
            throw new ServerFailedException(
                    "Cannot create the demo tenant " + tenant.id() + ": consent-service answered "
                            + answer.status() + " " + answer.text()
                            + (answer.status() == 409 ? " (start empty with -Dlocal.fresh)" : ""));
        }
        JsonNode backoffice = answer.body().path("clients").path("backoffice");
        createPurpose(backoffice.path("id").asText(), backoffice.path("secret").asText());
        ObjectNode credentials = JSON.createObjectNode();
        for (String field : List.of("clients", "console", "hooks")) {
            credentials.set(field, answer.body().path(field));
        }
        return credentials;
    }

    private void createPurpose(String clientId, String secret) {
        PlatformClient.Answer answer =
                client.send("PUT", "/v1/purposes/offers", client.token(clientId, secret), offers());
        if (!answer.isSuccess()) {
            throw new ServerFailedException("Cannot create the demo purpose: consent-service answered "
                    + answer.status() + " " + answer.text());
        }
    }

    private static Map<String, Object> settings(Tenant tenant) {
        return Map.ofEntries(
                Map.entry("id", tenant.id()),
                Map.entry("legalName", tenant.legalName()),
                Map.entry("tradingName", tenant.tradingName()),
                Map.entry(
                        "contact",
                        Map.of(
                                "email",
                                "privacy@" + tenant.id() + ".example",
                                "phone",
                                tenant.phone(),
                                "physicalAddress",
                                tenant.physicalAddress(),
                                "website",
                                "https://" + tenant.id() + ".example")),
                Map.entry(
                        "informationOfficer",
                        Map.of("name", "Naledi Mokoena", "email", "io@" + tenant.id() + ".example")),
                Map.entry("region", "ZA"),
                Map.entry("defaultPhoneRegion", "ZA"),
                Map.entry("timeZone", "Africa/Johannesburg"),
                Map.entry("regimePack", "za"),
                Map.entry("holdMonths", 12));
    }

    private static Map<String, Object> offers() {
        return Map.ofEntries(
                Map.entry("name", Map.of("en", "Offers", "af", "Aanbiedinge")),
                Map.entry("description", Map.of("en", "Offers and promotions", "af", "Aanbiedinge en promosies")),
                Map.entry("messageClass", "marketing"),
                Map.entry("channels", List.of("email", "sms", "whatsapp")),
                Map.entry("basis", Map.of("popia", "consent", "gdpr", "consent")),
                Map.entry("validity", "P24M"),
                Map.entry("inactivity", "P24M"),
                Map.entry("topics", List.of("offers.weekly")),
                Map.entry("dpv", "dpv:DirectMarketing"));
    }
}
