package io.consentry.suppression.feedback.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Signs as the providers do, with keys that are made anew for each run. */
public final class ProviderKeys {

    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final KeyPair elliptic;
    private final PrivateKey rsa;
    private final String certificate;

    private ProviderKeys(KeyPair elliptic, PrivateKey rsa, String certificate) {
        this.elliptic = elliptic;
        this.rsa = rsa;
        this.certificate = certificate;
    }

    public static ProviderKeys generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyStore store = selfSigned();
            return new ProviderKeys(
                    generator.generateKeyPair(),
                    (PrivateKey) store.getKey("sns", STORE_PASSWORD),
                    pem(store.getCertificate("sns").getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK has no other public way to make a certificate. */
    private static KeyStore selfSigned() throws GeneralSecurityException, IOException {
        Path folder = Files.createTempDirectory("sns");
        Path file = folder.resolve("keys.p12");
        try {
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "sns",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-dname",
                            "CN=sns.example",
                            "-startdate",
                            "-1y",
                            "-validity",
                            "36500",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(STORE_PASSWORD)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            keytool.waitFor();
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream content = Files.newInputStream(file)) {
                store.load(content, STORE_PASSWORD);
            }
            return store;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static String pem(byte[] encoded) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END CERTIFICATE-----\n";
    }

    /** As SendGrid shows it. */
    public String sendgridKey() {
        return Base64.getEncoder().encodeToString(elliptic.getPublic().getEncoded());
    }

    public String sendgridSignature(String timestamp, String body) {
        return sign("SHA256withECDSA", elliptic.getPrivate(), timestamp + body);
    }

    public String certificate() {
        return certificate;
    }

    /** @param version of SNS's signatures: 1 or 2 */
    public String snsSignature(String version, String canonical) {
        return sign(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA", rsa, canonical);
    }

    public static String mailgunSignature(String key, String timestamp, String token) {
        return HexFormat.of().formatHex(Signatures.hmacSha256(key, timestamp + token));
    }

    public static String basic(String username, String password) {
        String plain = username + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String algorithm, PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
