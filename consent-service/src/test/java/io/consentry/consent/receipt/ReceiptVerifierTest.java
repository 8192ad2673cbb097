package io.consentry.consent.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.receipt.ReceiptVerifier.Finding;
import java.nio.charset.StandardCharsets;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Capability C9: the verifier takes nothing for a receipt but what the named key signed. */
class ReceiptVerifierTest {

    private static final String RECEIPT = "{\"dct:conformsTo\":\"urn:consentry:schema:receipt:1\"}";

    private final SigningKey key = SigningKey.generate();
    private final SigningKey other = SigningKey.generate();

    @Test
    void whatTheKeySignedIsValid() throws JoseException {
        assertThat(ReceiptVerifier.verify(signed(key, key.kid(), RECEIPT), set(other, key)))
                .isInstanceOfSatisfying(
                        Finding.Valid.class, valid -> assertThat(valid.kid()).isEqualTo(key.kid()));
    }

    @Test
    void anotherKeyUnderTheNameOfTheRightOneIsInvalid() throws JoseException {
        assertInvalid(signed(other, key.kid(), RECEIPT), set(key), "The signature does not fit");
    }

    @Test
    void aKeyThatIsNotPublishedIsInvalid() throws JoseException {
        assertInvalid(signed(other, other.kid(), RECEIPT), set(key), "no key");
    }

    @Test
    void aNameThatTwoKeysHaveIsInvalid() throws JoseException {
        assertInvalid(signed(key, key.kid(), RECEIPT), set(key, key), "several keys");
    }

    @Test
    void noSignatureAtAllIsInvalid() throws JoseException {
        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        unsigned.setKeyIdHeaderValue(key.kid());
        unsigned.setPayload(RECEIPT);

        assertInvalid(unsigned.getCompactSerialization(), set(key), "not signed with ES256");
    }

    @Test
    void thePublicKeyAsASecretIsInvalid() throws JoseException {
        JsonWebSignature confused = new JsonWebSignature();
        confused.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        confused.setKeyIdHeaderValue(key.kid());
        confused.setPayload(RECEIPT);
        confused.setKey(new HmacKey(key.publicJson().getBytes(StandardCharsets.UTF_8)));

        assertInvalid(confused.getCompactSerialization(), set(key), "not signed with ES256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"dct:conformsTo\":\"urn:other\"}", "[]", "not json", ""})
    void whatTheKeySignedButIsNoReceiptIsInvalid(String payload) throws JoseException {
        assertInvalid(signed(key, key.kid(), payload), set(key), "What is signed is no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.b",
                "a.b.c",
                "....",
                "{}",
                "eyJhbGciOjF9.e30.AA",
                "W10.e30.AA",
                "eyJhbGciOiJFUzI1NiIsImtpZCI6MX0.e30.AA"
            })
    void whatIsNoJwsIsInvalid(String text) {
        assertInvalid(text, set(key), "not a compact JWS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":1}",
                "{\"keys\":[1]}",
                "{\"keys\":[null]}",
                "{\"keys\":[{}]}",
                "nonsense"
            })
    void whatIsNoKeySetIsInvalid(String jwks) throws JoseException {
        assertThat(ReceiptVerifier.verify(signed(key, key.kid(), RECEIPT), jwks))
                .isInstanceOf(Finding.Invalid.class);
    }

    private static void assertInvalid(String jws, String jwks, String reason) {
        assertThat(ReceiptVerifier.verify(jws, jwks))
                .isInstanceOfSatisfying(Finding.Invalid.class, invalid -> assertThat(invalid.reason())
                        .contains(reason));
    }

    private static String signed(SigningKey key, String kid, String payload) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(SigningKey.ALGORITHM);
        signature.setKeyIdHeaderValue(kid);
        signature.setPayload(payload);
        signature.setKey(key.jwk().getPrivateKey());
        return signature.getCompactSerialization();
    }

    private static String set(SigningKey... keys) {
        return "{\"keys\":["
                + String.join(
                        ",",
                        java.util.Arrays.stream(keys)
                                .map(SigningKey::publicJson)
                                .toList()) + "]}";
    }
}
