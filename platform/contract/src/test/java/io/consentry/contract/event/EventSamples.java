package io.consentry.contract.event;

import io.consentry.contract.ActivityKind;
import io.consentry.contract.Actor;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.Decision;
import io.consentry.contract.DecisionLogMode;
import io.consentry.contract.Frequency;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.CaseEvent.CaseClosed;
import io.consentry.contract.event.CaseEvent.CaseOpened;
import io.consentry.contract.event.ConsentEvent.ConsentExpired;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentObjected;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRenewed;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.DecisionEvent.DecisionMade;
import io.consentry.contract.event.InboundEvent.ReviewOpened;
import io.consentry.contract.event.NoticeEvent.NoticePublished;
import io.consentry.contract.event.NoticeEvent.NoticeText;
import io.consentry.contract.event.PreferenceEvent.Choice;
import io.consentry.contract.event.PreferenceEvent.ChoicesSubmitted;
import io.consentry.contract.event.PreferenceEvent.OptInConfirmed;
import io.consentry.contract.event.PreferenceEvent.OptInGrant;
import io.consentry.contract.event.PreferenceEvent.Pause;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import io.consentry.contract.event.PreferenceEvent.WithdrawalUndone;
import io.consentry.contract.event.RegistryEvent.RegistryCleansed;
import io.consentry.contract.event.SubjectEvent.AgreedHours;
import io.consentry.contract.event.SubjectEvent.AgreedSpan;
import io.consentry.contract.event.SubjectEvent.CompetentConsent;
import io.consentry.contract.event.SubjectEvent.HoursAgreed;
import io.consentry.contract.event.SubjectEvent.HoursAgreementEnded;
import io.consentry.contract.event.SubjectEvent.IdentifierLinked;
import io.consentry.contract.event.SubjectEvent.NumberReassigned;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import io.consentry.contract.event.SubjectEvent.SubjectActive;
import io.consentry.contract.event.SubjectEvent.SubjectFlagged;
import io.consentry.contract.event.SubjectEvent.SubjectsMerged;
import io.consentry.contract.event.SubjectEvent.SubjectsUnmerged;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionMinimised;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.DecisionLog;
import io.consentry.contract.event.TenantEvent.InformationOfficer;
import io.consentry.contract.event.TenantEvent.NccRegistration;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.SignOff;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.contract.event.TenantEvent.TenantSettingsPublished;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One full and one smallest sample of every event; the golden files are written from them, once. */
final class EventSamples {

    /** @param full all fields set; @param oldest required fields only */
    record Sample(DomainEvent full, DomainEvent oldest) {}

    private static final Map<Class<? extends DomainEvent>, Sample> SAMPLES = new HashMap<>();

    private static final Instant OCCURRED = Instant.parse("2026-11-23T08:15:30.123Z");
    private static final Instant RECORDED = Instant.parse("2026-11-23T08:15:31Z");
    private static final Instant UNTIL = Instant.parse("2027-11-23T22:00:00Z");
    private static final UUID CAUSE = UUID.fromString("01933f2e-7c5a-7a10-9d3f-0c9f3d1b2a01");
    private static final UUID ENTRY = UUID.fromString("01933f2e-7c5a-7a10-9d3f-0c9f3d1b2a02");
    private static final SubjectId SUBJECT = new SubjectId(UUID.fromString("01933f2e-7c5a-7a10-9d3f-0c9f3d1b2a03"));
    private static final SubjectId OTHER_SUBJECT =
            new SubjectId(UUID.fromString("01933f2e-7c5a-7a10-9d3f-0c9f3d1b2a05"));
    private static final UUID MERGE = UUID.fromString("01933f2e-7c5a-7a10-9d3f-0c9f3d1b2a06");
    private static final KeyedAddress EMAIL =
            new KeyedAddress(AddressKind.EMAIL, new AddressKey("dGhlLWtleWVkLWhhc2gtb2YtYW4tYWRkcmVzcy0wMDE"));
    private static final KeyedAddress PHONE =
            new KeyedAddress(AddressKind.PHONE, new AddressKey("dGhlLWtleWVkLWhhc2gtb2YtYW4tYWRkcmVzcy0wMDI"));
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final TenantId FOUNDATION = new TenantId("foundation");

    private static final ConsentChange FULL_CHANGE = new ConsentChange(
            SUBJECT,
            OFFERS,
            Channel.EMAIL,
            List.of(EMAIL, PHONE),
            OCCURRED,
            RECORDED,
            Actor.SUBJECT,
            CaptureMethod.SUBSCRIPTION_FORM,
            new NoticeRef("newsletter", "3"),
            UNTIL,
            CAUSE,
            ConsentBasis.SOFT_OPT_IN,
            "shop.example");
    private static final ConsentChange OLDEST_CHANGE = new ConsentChange(
            SUBJECT,
            null,
            null,
            List.of(),
            OCCURRED,
            RECORDED,
            Actor.SUBJECT,
            CaptureMethod.API,
            null,
            null,
            null,
            null);

    static {
        addConsent(ConsentRequested::new);
        addConsent(ConsentGiven::new);
        addConsent(ConsentRenewed::new);
        addConsent(ConsentRefused::new);
        addConsent(ConsentWithdrawn::new);
        addConsent(ConsentObjected::new);
        addConsent(ConsentExpired::new);
        addConsent(ConsentRetracted::new);
        add(
                new SubjectFlagged(
                        SUBJECT,
                        List.of(EMAIL, PHONE),
                        true,
                        new CompetentConsent(OCCURRED, UNTIL),
                        false,
                        OCCURRED,
                        RECORDED),
                new SubjectFlagged(SUBJECT, List.of(), null, null, null, OCCURRED, RECORDED));
        add(
                new NoticePublished(
                        new NoticeRef("newsletter", "3"),
                        UNTIL,
                        RECORDED,
                        List.of(new NoticeText("en-ZA", SHA256), new NoticeText("zu", SHA256)),
                        SHA256,
                        true,
                        List.of(OFFERS)),
                new NoticePublished(
                        new NoticeRef("newsletter", "1"), OCCURRED, RECORDED, List.of(), SHA256, null, null));
        add(
                new HoursAgreed(
                        SUBJECT,
                        List.of(EMAIL, PHONE),
                        List.of(Channel.EMAIL, Channel.SMS),
                        new AgreedHours(
                                List.of(
                                        new AgreedSpan(DayOfWeek.MONDAY, "06:00", "22:00"),
                                        new AgreedSpan(DayOfWeek.SUNDAY, "10:00", "24:00")),
                                true),
                        UNTIL,
                        OCCURRED,
                        RECORDED),
                new HoursAgreed(
                        SUBJECT,
                        List.of(PHONE),
                        List.of(Channel.SMS),
                        new AgreedHours(List.of(new AgreedSpan(DayOfWeek.SUNDAY, "10:00", "12:00")), false),
                        null,
                        OCCURRED,
                        RECORDED));
        add(
                new PreferencesSet(
                        SUBJECT,
                        List.of(EMAIL),
                        UNTIL,
                        List.of(new FrequencyChoice(OFFERS, Frequency.WEEKLY)),
                        OCCURRED,
                        RECORDED),
                new PreferencesSet(SUBJECT, List.of(EMAIL), null, List.of(), OCCURRED, RECORDED));
        addOnly(new SubjectActive(SUBJECT, List.of(EMAIL, PHONE), ActivityKind.CLICK, OCCURRED, RECORDED));
        add(
                new IdentifierLinked(SUBJECT, List.of(PHONE), true, UNTIL, OCCURRED, RECORDED),
                new IdentifierLinked(SUBJECT, List.of(PHONE), false, null, OCCURRED, RECORDED));
        addOnly(new SubjectsMerged(
                SUBJECT,
                OTHER_SUBJECT,
                List.of(SUBJECT),
                List.of(OTHER_SUBJECT),
                List.of(EMAIL),
                List.of(PHONE),
                OCCURRED,
                RECORDED));
        addOnly(new SubjectsUnmerged(
                SUBJECT,
                OTHER_SUBJECT,
                MERGE,
                List.of(SUBJECT),
                List.of(OTHER_SUBJECT),
                List.of(EMAIL),
                List.of(PHONE),
                OCCURRED,
                RECORDED));
        addOnly(new NumberReassigned(SUBJECT, List.of(PHONE), OCCURRED, RECORDED));
        addOnly(new HoursAgreementEnded(
                SUBJECT, List.of(EMAIL, PHONE), List.of(Channel.EMAIL, Channel.SMS), OCCURRED, RECORDED));
        add(
                new WithdrawalReceived(
                        EMAIL,
                        OFFERS,
                        Channel.EMAIL,
                        OCCURRED,
                        CaptureMethod.UNSUBSCRIBE_LINK,
                        "campaign-7/4711",
                        true,
                        true),
                new WithdrawalReceived(EMAIL, null, null, OCCURRED, CaptureMethod.KEYWORD, null, null, null));
        add(
                new ChoicesSubmitted(
                        EMAIL,
                        List.of(new Choice(OFFERS, Channel.EMAIL, true)),
                        new Pause(UNTIL),
                        List.of(new FrequencyChoice(OFFERS, Frequency.WEEKLY)),
                        OCCURRED,
                        "en-ZA",
                        3,
                        "privacy"),
                new ChoicesSubmitted(
                        EMAIL,
                        List.of(new Choice(OFFERS, Channel.EMAIL, true)),
                        null,
                        null,
                        OCCURRED,
                        "en-ZA",
                        null,
                        null));
        addOnly(new ReviewOpened(ENTRY, "sms", "unclear", OCCURRED));
        add(
                new CaseOpened(ENTRY, "access", "page", EMAIL, OCCURRED, LocalDate.of(2026, 12, 23)),
                new CaseOpened(ENTRY, "access", "page", null, OCCURRED, LocalDate.of(2026, 12, 23)));
        addOnly(new CaseClosed(ENTRY, "fulfilled", OCCURRED));
        add(
                new WithdrawalUndone(EMAIL, CAUSE, List.of(ENTRY), OCCURRED, Actor.SUBJECT),
                new WithdrawalUndone(EMAIL, CAUSE, null, OCCURRED, null));
        add(
                new OptInConfirmed(
                        ENTRY,
                        EMAIL,
                        List.of(new OptInGrant(OFFERS, Channel.EMAIL)),
                        new NoticeRef("privacy", "2026-01"),
                        OCCURRED,
                        RECORDED,
                        "Yes, send me offers by e-mail",
                        "en-ZA",
                        "https://shop.example/signup"),
                new OptInConfirmed(
                        ENTRY,
                        EMAIL,
                        List.of(new OptInGrant(OFFERS, Channel.EMAIL)),
                        null,
                        OCCURRED,
                        RECORDED,
                        "Yes, send me offers by e-mail",
                        null,
                        null));
        add(
                new SuppressionAdded(
                        ENTRY,
                        EMAIL,
                        OFFERS,
                        Channel.EMAIL,
                        SuppressionReason.OPT_OUT,
                        SuppressionOrigin.RECIPIENT,
                        OCCURRED,
                        UNTIL,
                        CAUSE,
                        "sha256"),
                new SuppressionAdded(
                        ENTRY,
                        EMAIL,
                        null,
                        null,
                        SuppressionReason.HARD_BOUNCE,
                        SuppressionOrigin.SYSTEM,
                        OCCURRED,
                        null,
                        null,
                        null));
        add(
                new SuppressionReleased(ENTRY, EMAIL, RECORDED, CAUSE),
                new SuppressionReleased(ENTRY, EMAIL, RECORDED, null));
        addOnly(new SuppressionMinimised(ENTRY, EMAIL, UNTIL));
        addOnly(new RegistryCleansed(ENTRY, OptOutRegistry.NCC, RECORDED));
        add(
                new DecisionMade(
                        "AVeC1hbnNlYWxlZC1kZWNpc2lvbg",
                        OCCURRED,
                        Channel.EMAIL,
                        OFFERS,
                        Decision.DENY,
                        List.of("SUPPRESSED_OPT_OUT", "NO_CONSENT")),
                new DecisionMade(
                        "AVeC1hbnNlYWxlZC1kZWNpc2lvbg", OCCURRED, Channel.SMS, null, Decision.ALLOW, List.of()));
        add(
                new TenantSettingsPublished(
                        FOUNDATION,
                        3,
                        TenantStatus.SUSPENDED,
                        settings(
                                new Contact(
                                        "privacy@example.org",
                                        "+27115550123",
                                        "1 Main Road, Johannesburg",
                                        "https://example.org"),
                                new InformationOfficer("N. Dlamini", "officer@example.org"),
                                new Registries(
                                        new NccRegistration("NCC-2026-000417", OCCURRED, UNTIL),
                                        false,
                                        new SignOff("N. Dlamini", OCCURRED, "LEGAL-88")),
                                new DecisionLog(DecisionLogMode.SAMPLED, 25)),
                        "AQIDBA"),
                new TenantSettingsPublished(
                        FOUNDATION,
                        1,
                        TenantStatus.ACTIVE,
                        settings(new Contact("privacy@example.org", null, null, null), null, null, null),
                        "AQIDBA"));
    }

    private EventSamples() {}

    static Sample of(Class<? extends DomainEvent> type) {
        Sample sample = SAMPLES.get(type);
        if (sample == null) {
            throw new AssertionError(type.getSimpleName() + " has no sample: add one to EventSamples");
        }
        return sample;
    }

    private static TenantSettings settings(
            Contact contact,
            @Nullable InformationOfficer officer,
            @Nullable Registries registries,
            @Nullable DecisionLog decisionLog) {
        return new TenantSettings(
                "Example Foundation NPC",
                "Example",
                contact,
                officer,
                "ZA",
                "ZA",
                "Africa/Johannesburg",
                "za-popia",
                12,
                new TenantEvent.QuietHours("21:00", "07:00"),
                registries,
                decisionLog);
    }

    private static void addConsent(Function<ConsentChange, ConsentEvent> event) {
        add(event.apply(FULL_CHANGE), event.apply(OLDEST_CHANGE));
    }

    private static void addOnly(DomainEvent event) {
        add(event, event);
    }

    private static void add(DomainEvent full, DomainEvent oldest) {
        SAMPLES.put(full.getClass(), new Sample(full, oldest));
    }
}
