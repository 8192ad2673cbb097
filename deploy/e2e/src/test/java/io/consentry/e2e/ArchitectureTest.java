package io.consentry.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directories form a DAG: platform, services, deploy; packages are features; names carry information. */
class ArchitectureTest {

    private static final String[] MODULES = {
        "platform/contract",
        "platform/kit",
        "platform/servers",
        "consent-service",
        "preference-service",
        "suppression-service",
        "deploy/local"
    };
    private static final JavaClasses ALL = importAll();

    private static JavaClasses importAll() {
        Path root = Path.of(System.getProperty("repo.root", "."));
        Path[] folders = new Path[MODULES.length];
        for (int i = 0; i < MODULES.length; i++) {
            folders[i] = root.resolve(MODULES[i]).resolve("target/classes");
        }
        return new ClassFileImporter().importPaths(folders);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent", "preference", "suppression"})
    void noServiceKnowsAnother(String service) {
        noClasses()
                .that()
                .resideInAPackage("io.consentry." + service + "..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are of another service",
                        other -> other.getPackageName()
                                        .matches("io\\.consentry\\.(consent|preference|suppression)(\\..*)?")
                                && !other.getPackageName().matches("io\\.consentry\\." + service + "(\\..*)?")))
                .check(ALL);
    }

    @Test
    void thePlatformKnowsNoService() {
        noClasses()
                .that()
                .resideInAnyPackage("io.consentry.contract..", "io.consentry.kit..", "io.consentry.servers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.consentry.consent..",
                        "io.consentry.preference..",
                        "io.consentry.suppression..",
                        "io.consentry.local..")
                .check(ALL);
    }

    @Test
    void whatIsDeployedKnowsNoServerOfTheLocalPlatform() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.consentry.local..", "io.consentry.servers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.consentry.local..", "io.consentry.servers..")
                .check(ALL);
    }

    @Test
    void whatOnlyTheFrameworkCallsIsNotPublic() {
        noClasses()
                .that()
                .haveNameMatching("io\\.consentry\\.(consent|preference|suppression)\\..*(Resource|Config|Listener)")
                .should()
                .bePublic()
                .check(ALL);
    }

    @Test
    void theContractNeedsOnlyTheJdkAndAnnotations() {
        classes()
                .that()
                .resideInAPackage("io.consentry.contract..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.consentry.contract..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify.annotations..")
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.consentry.kit.(*)..",
                "io.consentry.consent.(*)..",
                "io.consentry.preference.(*)..",
                "io.consentry.suppression.(*).."
            })
    void packagesOfAModuleHaveNoCycles(String features) {
        slices().matching(features).should().beFreeOfCycles().check(ALL);
    }

    @Test
    void rulesArePure() {
        classes()
                .that()
                .haveSimpleName("DecisionPolicy")
                .or()
                .haveSimpleName("ConsentLedger")
                .or()
                .haveSimpleName("ContactFacts")
                .or()
                .haveSimpleName("SubjectConsents")
                .or()
                .haveSimpleName("ContactHours")
                .or()
                .haveSimpleName("CountryHours")
                .or()
                .haveSimpleName("MessageLint")
                .or()
                .haveSimpleName("RegistrationGate")
                .or()
                .haveSimpleName("RegistryGate")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "io.consentry..", "com.fasterxml.jackson.annotation..", "org.jspecify.annotations..")
                .check(ALL);
    }

    @Test
    void namesCarryInformation() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Bean|Manager|Dto|Util|Utils|Helper)")
                .orShould()
                .haveSimpleNameStartingWith("Base")
                .orShould()
                .haveSimpleNameStartingWith("Generic")
                .check(ALL);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(ALL.stream().map(type -> type.getPackage()).distinct())
                .filteredOn(one -> one.getName().startsWith("io.consentry"))
                .allSatisfy(one -> assertThat(one.isAnnotatedWith(NullMarked.class))
                        .as(one.getName())
                        .isTrue());
    }
}
