package io.consentry.kit.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.consentry.contract.AddressKind;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressNormaliserTest {

    private final AddressNormaliser normaliser = new AddressNormaliser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "thabo@example.org | thabo@example.org",
                "Thabo.Mokoena@Example.ORG | thabo.mokoena@example.org",
                "thabo+news@example.org | thabo+news@example.org",
                "t.h.a.b.o@gmail.com | t.h.a.b.o@gmail.com",
                "`  thabo@example.org ` | thabo@example.org",
                "thabo@bücher.example | thabo@xn--bcher-kva.example",
                "thabo@BÜCHER.example | thabo@xn--bcher-kva.example",
                "thabo@XN--BCHER-KVA.example | thabo@xn--bcher-kva.example",
                "thabo@bu\u0308cher.example | thabo@xn--bcher-kva.example",
                "thabo@faß.example | thabo@xn--fa-hia.example",
                "thabo@βόλος.example | thabo@xn--nxasmm1c.example",
                "thabo@ΒΌΛΟΣ.example | thabo@xn--nxasmq6b.example",
                "thabo@例え.テスト | thabo@xn--r8jz45g.xn--zckzah",
                "thabo@例え。テスト | thabo@xn--r8jz45g.xn--zckzah",
                "thabo@ｅｘａｍｐｌｅ．ｏｒｇ | thabo@example.org",
                "JOSÉ@example.org | josé@example.org",
                "jose\u0301@example.org | josé@example.org",
                "\"thabo\"@example.org | thabo@example.org",
                "\"th\\abo\"@example.org | thabo@example.org",
                "\"Thabo Mokoena\"@example.org | \"thabo mokoena\"@example.org",
                "\"a@b\"@example.org | \"a@b\"@example.org",
                "\"a\\\"b\"@example.org | \"a\\\"b\"@example.org",
                "!#$%&'*+-/=?^_{}~@example.org | !#$%&'*+-/=?^_{}~@example.org",
                "a@1and1.example | a@1and1.example",
            })
    void emailHasOneForm(String given, String expected) {
        assertThat(email(given).normalised()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thabo",
                "@example.org",
                "thabo@",
                "thabo@example",
                "thabo@.org",
                "thabo@example.",
                "thabo@example..org",
                ".thabo@example.org",
                "thabo.@example.org",
                "tha..bo@example.org",
                "thabo@-example.org",
                "thabo@example-.org",
                "thabo@exa_mple.org",
                "thabo@example.org,other@example.org",
                "thabo@other@example.org",
                "Thabo <thabo@example.org>",
                "thabo(comment)@example.org",
                "thabo@example.org(comment)",
                "thabo@[192.0.2.1]",
                "thabo@[IPv6:2001:db8::1]",
                "thabo@192.0.2.1",
                "tha bo@example.org",
                "thabo@exam ple.org",
                "\"thabo@example.org",
                "\"tha\"bo\"@example.org",
                "\"thabo\\\"@example.org",
                "tha\u200Bbo@example.org",
                "thabo@exa\u200Dmple.org",
                "mailto:thabo@example.org@",
            })
    void whatIsNoEmailIsRefused(String given) {
        assertRefused(AddressKind.EMAIL, given, "not-an-email");
    }

    @Test
    void emailLimitsAreThoseOfTheProtocol() {
        String local = "l".repeat(64);
        String label = "d".repeat(63);
        String longest = local + "@" + label + "." + label + "." + "d".repeat(61);
        assertThat(longest).hasSize(254);

        assertThat(email(longest).normalised()).isEqualTo(longest);
        assertRefused(AddressKind.EMAIL, "l" + local + "@example.org", "too-long");
        assertRefused(AddressKind.EMAIL, "é".repeat(33) + "@example.org", "too-long");
        assertRefused(AddressKind.EMAIL, longest + "d", "too-long");
        assertRefused(AddressKind.EMAIL, local + "@" + label + "d.org", "not-an-email");
        assertRefused(AddressKind.EMAIL, "a".repeat(5000), "too-long");
    }

    @Test
    void emailKeepsTheSpellingToSendTo() {
        Address address = email(" Thabo.Mokoena@Example.ORG ");

        assertThat(address.raw()).isEqualTo("Thabo.Mokoena@Example.ORG");
        assertThat(address).isEqualTo(email("thabo.mokoena@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "+27 (0)83 288-5137, ZA, +27832885137",
        "082 123 4567, ZA, +27821234567",
        "0821234567, ZA, +27821234567",
        "+27821234567, ZA, +27821234567",
        "+27821234567, US, +27821234567",
        "0027 82 123 4567, ZA, +27821234567",
        "27821234567, ZA, +27821234567",
        "(011) 555-0123, ZA, +27115550123",
        "+39 06 6982, ZA, +39066982",
        "+44 20 7946 0018, ZA, +442079460018",
        "＋27８２１２３４５６７, ZA, +27821234567",
        "\u202A+27 82 123 4567\u202C, ZA, +27821234567",
        "082\u00A0123\u20114567, ZA, +27821234567",
    })
    void phoneHasOneForm(String given, String region, String expected) {
        Address address = normaliser.normalise(AddressKind.PHONE, given, region);

        assertThat(address.normalised()).isEqualTo(expected);
        assertThat(address.raw()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10111",
                "112",
                "31234",
                "08212",
                "+270832885137000",
                "+27 11 123 456",
                "+2700000000",
                "+999123456789",
                "082 CALL NOW",
                "0800 FLOWERS",
                "call 082 123 4567",
                "082 123 4567 x12",
                "082 123 4567;ext=3",
                "082 123 4567, 083 123 4567",
                "+27+27821234567",
                "+",
                "()",
                "thabo@example.org",
            })
    void whatIsNoPhoneNumberIsRefused(String given) {
        assertRefused(AddressKind.PHONE, given, "not-a-phone-number");
    }

    @Test
    void aNationalNumberNeedsARegion() {
        AddressInvalidException refusal = catchThrowableOfType(
                AddressInvalidException.class, () -> normaliser.normalise(AddressKind.PHONE, "082 123 4567", "ZZ"));

        assertThat(refusal.rule()).isEqualTo("not-a-phone-number");
    }

    @Test
    void aPhoneNumberIsAtMostSixtyFourCharacters() {
        assertRefused(AddressKind.PHONE, "+27 82 123 4567" + "-".repeat(50), "too-long");
    }

    @Test
    void identifiersAreKeptAsTheyAre() {
        assertThat(normalised(AddressKind.WHATSAPP_USER_ID, "ZA.1234567")).isEqualTo("ZA.1234567");
        assertThat(normalised(AddressKind.PUSH_TOKEN, "fcm:Abc/1=")).isEqualTo("fcm:Abc/1=");
        assertThat(normalised(AddressKind.PUSH_TOKEN, "x".repeat(4096))).hasSize(4096);
        assertThat(normalised(AddressKind.EXTERNAL_ID, "  Mokoe\u0301na 7 ")).isEqualTo("Mokoéna 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "za.1234567", "ZA.", "ZAF.1", "ZA.12 34", "ZA.1/2"})
    void whatIsNoWhatsappUserIdIsRefused(String given) {
        assertRefused(AddressKind.WHATSAPP_USER_ID, given, "not-a-whatsapp-user-id");
    }

    @Test
    void otherIdentifiersOutOfBoundsAreRefused() {
        assertRefused(AddressKind.WHATSAPP_USER_ID, "ZA." + "1".repeat(129), "not-a-whatsapp-user-id");
        assertRefused(AddressKind.PUSH_TOKEN, "with space", "not-a-push-token");
        assertRefused(AddressKind.PUSH_TOKEN, "é-token", "not-a-push-token");
        assertRefused(AddressKind.PUSH_TOKEN, "x".repeat(4097), "too-long");
        assertRefused(AddressKind.EXTERNAL_ID, "x".repeat(201), "too-long");
    }

    @Test
    void controlCharactersAndHalfCharactersAreRefusedEverywhere() {
        for (AddressKind kind : AddressKind.values()) {
            for (String bad : new String[] {"\n", "\u0000", "\u007F", "\u0085", "\u2028", "\uD800"}) {
                assertRefused(kind, "thabo@example.org" + bad, "control-characters");
            }
        }
    }

    @Test
    void emptinessIsRefusedEverywhere() {
        for (AddressKind kind : AddressKind.values()) {
            assertRefused(kind, "", "empty");
            assertRefused(kind, " \u2003 ", "empty");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, thabo@example.org, t***@example.org",
        "PHONE, 0821234567, +27*****4567",
        "PHONE, +1 650 253 0000, +1******0000",
        "PHONE, +353 1 234 5678, +353****5678",
        "PHONE, +39 06 6982, +39****82",
        "WHATSAPP_USER_ID, ZA.1234567, ZA***",
        "PUSH_TOKEN, fcm:abc, fc***",
        "EXTERNAL_ID, 12345, 12***",
        "EXTERNAL_ID, 12, ***",
    })
    void aMaskShowsItsOwnerEnough(AddressKind kind, String given, String expected) {
        Address address = normaliser.normalise(kind, given, "ZA");

        assertThat(address.masked()).isEqualTo(expected);
        assertThat(address).hasToString("Address[" + kind.wireName() + " " + expected + "]");
    }

    private Address email(String text) {
        return normaliser.normalise(AddressKind.EMAIL, text, "ZA");
    }

    private String normalised(AddressKind kind, String text) {
        return normaliser.normalise(kind, text, "ZA").normalised();
    }

    private void assertRefused(AddressKind kind, String text, String rule) {
        AddressInvalidException refusal =
                catchThrowableOfType(AddressInvalidException.class, () -> normaliser.normalise(kind, text, "ZA"));

        assertThat(refusal).as("%s %s", kind, text).isNotNull();
        assertThat(refusal.rule()).as("%s %s", kind, text).isEqualTo(rule);
        assertThat(refusal).hasNoCause();
        if (text.length() > 3) {
            assertThat(refusal.toString().toLowerCase(Locale.ROOT)).doesNotContain(text.toLowerCase(Locale.ROOT));
        }
    }
}
