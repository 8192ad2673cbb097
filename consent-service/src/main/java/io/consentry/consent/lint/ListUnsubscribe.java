package io.consentry.consent.lint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one-click headers of RFC 8058 (rule C-01). */
final class ListUnsubscribe {

    static final String NAME = "List-Unsubscribe";
    static final String POST_NAME = "List-Unsubscribe-Post";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private ListUnsubscribe() {}

    static List<Finding> check(List<MessageHeader> headers) {
        List<FindingCode> address = checkAddresses(MessageHeader.values(headers, NAME));
        List<FindingCode> post = checkPost(MessageHeader.values(headers, POST_NAME));
        List<Finding> findings = new ArrayList<>();
        address.forEach(code -> findings.add(Finding.of(code, NAME)));
        post.forEach(code -> findings.add(Finding.of(code, POST_NAME)));
        return findings;
    }

    private static List<FindingCode> checkAddresses(List<String> values) {
        if (values.isEmpty()) {
            return List.of(FindingCode.LIST_UNSUBSCRIBE_MISSING);
        }
        if (values.size() > 1) {
            return List.of(FindingCode.LIST_UNSUBSCRIBE_REPEATED);
        }
        Optional<List<URI>> addresses = parse(values.get(0));
        if (addresses.isEmpty()) {
            return List.of(FindingCode.LIST_UNSUBSCRIBE_MALFORMED);
        }
        long https = count(addresses.get(), "https");
        long http = count(addresses.get(), "http");
        List<FindingCode> codes = new ArrayList<>();
        if (http > 0) {
            codes.add(FindingCode.LIST_UNSUBSCRIBE_PLAIN_HTTP);
        }
        if (https == 0) {
            codes.add(FindingCode.LIST_UNSUBSCRIBE_WITHOUT_HTTPS);
        }
        if (https > 1) {
            codes.add(FindingCode.LIST_UNSUBSCRIBE_SEVERAL_HTTPS);
        }
        return codes;
    }

    private static List<FindingCode> checkPost(List<String> values) {
        if (values.isEmpty()) {
            return List.of(FindingCode.LIST_UNSUBSCRIBE_POST_MISSING);
        }
        if (values.size() > 1) {
            return List.of(FindingCode.LIST_UNSUBSCRIBE_POST_REPEATED);
        }
        return values.get(0).equals(ONE_CLICK) ? List.of() : List.of(FindingCode.LIST_UNSUBSCRIBE_POST_WRONG);
    }

    private static long count(List<URI> addresses, String scheme) {
        return addresses.stream()
                .filter(address -> scheme.equalsIgnoreCase(address.getScheme()))
                .count();
    }

    /** RFC 2369 section 2: addresses in angle brackets, commas between them; white space and comments around them are ignored. */
    private static Optional<List<URI>> parse(String value) {
        List<URI> addresses = new ArrayList<>();
        boolean expected = true;
        int at = 0;
        while (at < value.length()) {
            char character = value.charAt(at);
            int end = character == '<' ? value.indexOf('>', at) : character == '(' ? value.indexOf(')', at) : at;
            Optional<URI> address = character == '<' && end > 0 ? uri(value.substring(at + 1, end)) : Optional.empty();
            if (character == '<' && expected && address.isPresent()) {
                addresses.add(address.get());
                expected = false;
            } else if (character == ',' && !expected) {
                expected = true;
            } else if (end < 0 || character != '(' && character != ' ' && character != '\t') {
                return Optional.empty();
            }
            at = end + 1;
        }
        return expected ? Optional.empty() : Optional.of(addresses);
    }

    /** White space within the brackets was put there by folding and is no part of the address. */
    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text.replaceAll("\\s", ""));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            return scheme.isEmpty() || web && uri.getRawAuthority() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
