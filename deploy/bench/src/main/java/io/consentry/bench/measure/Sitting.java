package io.consentry.bench.measure;

import io.consentry.bench.contacts.ContactLoader;
import io.consentry.bench.contacts.RecipientKeys;
import io.consentry.bench.load.ClosedLoop;
import io.consentry.bench.platform.BenchPlatform;
import io.consentry.bench.platform.DoNothingServer;
import io.consentry.bench.report.Console;
import io.consentry.contract.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The platform with its contacts and the do-nothing endpoint, both running: what figures that are compared have in common. */
public final class Sitting implements AutoCloseable {

    private final BenchSettings settings;
    private final Console console;
    private final BenchPlatform platform;
    private final DoNothingServer nothing;
    private final ContactLoader loader;
    private final long recipients;

    private Sitting(
            BenchSettings settings,
            Console console,
            BenchPlatform platform,
            DoNothingServer nothing,
            ContactLoader loader,
            long recipients) {
        this.settings = settings;
        this.console = console;
        this.platform = platform;
        this.nothing = nothing;
        this.loader = loader;
        this.recipients = recipients;
    }

    /** Starts the platform, loads the contacts that are missing, starts the do-nothing endpoint and warms it. */
    public static Sitting open(
            BenchSettings settings, long contacts, boolean fresh, Path keycloakArchive, Console console)
            throws IOException, InterruptedException, SQLException {
        BenchPlatform platform = start(settings, fresh, keycloakArchive, console);
        if (load(platform, contacts, console)) {
            // A service may hold in memory what it read at its start, and must not be measured on half of the contacts.
            platform.close();
            platform = start(settings, false, keycloakArchive, console);
        }
        Sitting sitting = withDoNothing(settings, contacts, platform, console);
        try {
            console.say("Warming the do-nothing endpoint");
            ClosedLoop.run(new Nothing(sitting).plan(Bracket.CONNECTIONS, settings.firstWarmUp()));
            return sitting;
        } catch (IOException | RuntimeException e) {
            sitting.close();
            throw e;
        }
    }

    private static Sitting withDoNothing(BenchSettings settings, long contacts, BenchPlatform platform, Console console)
            throws IOException, SQLException {
        try {
            ContactLoader loader = loader(platform);
            return new Sitting(settings, console, platform, platform.startDoNothing(), loader, contacts);
        } catch (IOException | SQLException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    private static BenchPlatform start(BenchSettings settings, boolean fresh, Path keycloakArchive, Console console)
            throws IOException, InterruptedException {
        console.say("Starting the platform in " + settings.directory());
        BenchPlatform platform = BenchPlatform.start(new BenchPlatform.Place(
                settings.repository(), settings.directory(), settings.portBase(), fresh, keycloakArchive));
        console.say("The platform is ready");
        return platform;
    }

    private static boolean load(BenchPlatform platform, long contacts, Console console) throws SQLException {
        try {
            ContactLoader loader = loader(platform);
            console.say(String.format("Loading contacts up to %,d", contacts));
            long added = loader.load(contacts);
            console.say(String.format(
                    "%,d contacts added; the table holds %,d rows",
                    added, platform.database().number("consent", "select count(*) from contact_facts")));
            return added > 0;
        } catch (SQLException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    private static ContactLoader loader(BenchPlatform platform) throws SQLException {
        return new ContactLoader(platform.database(), RecipientKeys.of(platform, new TenantId("acme")));
    }

    BenchSettings settings() {
        return settings;
    }

    Console console() {
        return console;
    }

    /** What is measured. */
    public BenchPlatform platform() {
        return platform;
    }

    DoNothingServer nothing() {
        return nothing;
    }

    ContactLoader loader() {
        return loader;
    }

    /** How many people there are to ask about. */
    long recipients() {
        return recipients;
    }

    @Override
    public void close() {
        nothing.close();
        platform.close();
    }
}
