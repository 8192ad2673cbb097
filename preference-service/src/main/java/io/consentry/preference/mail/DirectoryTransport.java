package io.consentry.preference.mail;

import io.consentry.kit.tenant.Tenant;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/** Writes mail as {@code .eml} files, each whole from the moment that it has its name, and readable by their owner only. */
final class DirectoryTransport implements MailTransport, OpenTransport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final MailComposer composer;
    private final Session session = Session.getInstance(new Properties());

    DirectoryTransport(Path directory, MailComposer composer) {
        this.directory = directory;
        this.composer = composer;
    }

    @Override
    public boolean isSetUp() {
        return true;
    }

    @Override
    public OpenTransport open() {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return this;
        } catch (IOException e) {
            throw new TransportFailedException(e);
        }
    }

    @Override
    public void send(QueuedMail mail, Tenant tenant, MailContent content) {
        MimeMessage message = composer.compose(session, mail.id(), tenant, content);
        try {
            write(message, directory.resolve(TIME.format(mail.createdAt()) + "-" + mail.id() + ".eml"));
        } catch (IOException e) {
            throw new TransportFailedException(e);
        } catch (MessagingException e) {
            throw new SendFailedException(e);
        }
    }

    private void write(MimeMessage message, Path file) throws IOException, MessagingException {
        Path draft = Files.createTempFile(directory, ".mail", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                message.writeTo(out);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public void close() {
        // Each file is closed when it is written.
    }
}
