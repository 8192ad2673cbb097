package io.consentry.preference.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentry.contract.TenantId;
import io.consentry.preference.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What people find in their mailboxes: the files that the service wrote. */
@ApplicationScoped
public class Mailbox {

    private final Path directory;
    private final Database database;

    Mailbox(@ConfigProperty(name = "consentry.mail.directory") Path directory, Database database) {
        this.directory = directory;
        this.database = database;
    }

    /** A message as its reader sees it. */
    public record Received(MimeMessage message, String text, String html) {}

    /** All messages to an address, in the order of their files, once the tenant's queue is empty. */
    public List<Received> messages(TenantId tenant, String address) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        database.count(tenant.value(), "outgoing_mail where sealed is not null"))
                .isZero());
        List<Received> found = new ArrayList<>();
        for (Path file : files()) {
            Received received = read(file);
            if (isTo(received.message(), address)) {
                found.add(received);
            }
        }
        return found;
    }

    List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return ((InternetAddress) message.getAllRecipients()[0])
                    .getAddress()
                    .equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Received read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            MimeMultipart parts = (MimeMultipart) message.getContent();
            return new Received(
                    message,
                    parts.getBodyPart(0).getContent().toString(),
                    parts.getBodyPart(1).getContent().toString());
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
