package io.consentry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages as people use them, in a browser, on the whole platform. Screenshots of every page lie in {@code target/pages}, to be looked at.
 */
class PagesE2E {

    private static final Path REPOSITORY = Path.of(System.getProperty("repo.root", "."));
    private static final Path PICTURES = REPOSITORY.resolve("deploy/e2e/target/pages");
    private static final Platform PLATFORM =
            Platform.in(REPOSITORY.resolve("deploy/e2e/target/pages-platform-" + System.nanoTime()));
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final int PAGE_BYTES_MAX = 50_000;
    private static final int OPENED_TOO_OFTEN = 70;

    private static Chromium chromium;
    private static TenantApi acme;

    private int people;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        PLATFORM.start();
        acme = PLATFORM.tenant("acme");
        acme.put("preference", "/v1/center", """
                {"topics":[{"purpose":"offers","name":{"en":"Offers","af":"Aanbiedinge"},
                            "description":{"en":"What is cheap this week"},"channels":["email","sms"]}],
                 "notice":{"key":"privacy","url":"https://shop.example/privacy"},"colour":"#8a1c5b",
                 "intro":{"en":"You decide what we send."},"unsubscribeIntro":{"en":"Sorry to see you go.","af":"Jammer dat u gaan."}}""");
    }

    @AfterAll
    static void stop() {
        PLATFORM.stop();
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "af", "zu", "xh", "st"})
    void everyPageIsAccessibleInEveryLanguageAndFitsACheapPhone(String language) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String person = person("look-" + language + scheme);
            try (BrowserContext phone = context(true, options -> options.setViewportSize(320, 568)
                    .setBypassCSP(true)
                    .setColorScheme(scheme))) {
                Page page = phone.newPage();
                eachPage(page, person, language, name -> {
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(PICTURES.resolve(
                                    language + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + name + ".png"))
                            .setFullPage(true));
                    List<Rule> violations =
                            new AxeBuilder(page).withTags(WCAG).analyze().getViolations();
                    assertThat(violations)
                            .as("%s in %s, %s", name, language, scheme)
                            .isEmpty();
                    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                            .as("%s in %s", name, language)
                            .isLessThanOrEqualTo(320);
                    assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
                });
            }
        }
    }

    /** Visits all pages in the order in which a person may come to them, by their buttons and links. */
    private void eachPage(Page page, String person, String language, Consumer<String> look) {
        String unsubscribe = acme.links(List.of(person)).get(0);
        page.navigate(unsubscribe + "?lang=" + language);
        look.accept("unsubscribe");
        page.click("button[value=topic]");
        look.accept("stopped");
        page.click("form button");
        look.accept("undone");
        page.navigate(preferences(unsubscribe) + "?lang=" + language);
        look.accept("choices");
        page.uncheck("input[type=checkbox] >> nth=0");
        page.click("button.all");
        look.accept("saved");
        page.navigate(preferences(unsubscribe) + "/record?lang=" + language);
        look.accept("record");
        page.click("td a");
        look.accept("receipt");
        page.click("main p a");
        page.click("a[href*='/data']");
        look.accept("data");
        page.evaluate("document.querySelectorAll('[required]').forEach(field => field.removeAttribute('required'))");
        page.click("button.all");
        look.accept("data-incomplete");
        page.check("input[value=correction]");
        page.fill("textarea", "My surname is Dlamini");
        page.click("button.all");
        look.accept("data-asked");
        page.click("main a >> nth=0");
        look.accept("data-open");
        page.navigate(
                preferences(unsubscribe).substring(0, preferences(unsubscribe).length() - 9) + "?lang=" + language);
        look.accept("no-link");
        String opened = acme.links(List.of(person)).get(0) + "?lang=" + language;
        for (int times = 0; times < OPENED_TOO_OFTEN; times++) {
            TenantApi.textOf(opened);
        }
        assertThat(page.navigate(opened).status()).isEqualTo(429);
        look.accept("busy");
        page.click("button.all");
        look.accept("busy-stopped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everythingCanBeDoneByKeyboardWithAndWithoutScript(boolean script) {
        String person = person("keys-" + script);
        try (BrowserContext desk = context(script, options -> options)) {
            Page page = desk.newPage();
            String unsubscribe = acme.links(List.of(person)).get(0);

            page.navigate(unsubscribe);
            tabTo(page, "button[value=everything]");
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('is stopped')");
            assertThat(acme.check(person).path("decision").asText()).isEqualTo("deny");

            tabTo(page, "form button");
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('Undone')");
            // The list has an entry for a moment longer.
            await().untilAsserted(() ->
                    assertThat(acme.check(person).path("decision").asText()).isEqualTo("allow"));

            awaitChecked(unsubscribe);
            page.navigate(preferences(unsubscribe));
            tabTo(page, "input[type=checkbox]");
            page.keyboard().press("Space");
            tabTo(page, "button.all");
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('Saved')");
            assertThat(acme.check(person).path("decision").asText()).isEqualTo("deny");

            await().until(() -> !TenantApi.textOf(preferences(unsubscribe)).contains("checked"));
            tabTo(page, "main a");
            page.keyboard().press("Enter");
            page.waitForSelector("input[type=checkbox]");
            assertThat(page.isChecked("input[type=checkbox]")).isFalse();
            tabTo(page, "input[type=checkbox]");
            page.keyboard().press("Space");
            tabTo(page, "button.all");
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('Saved')");
            assertThat(acme.check(person).path("decision").asText()).isEqualTo("allow");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPersonAsksForTheirDataByKeyboardWithAndWithoutScript(boolean script) {
        String person = person("data-" + script);
        try (BrowserContext desk = context(script, options -> options)) {
            Page page = desk.newPage();
            page.navigate(preferences(acme.links(List.of(person)).get(0)));
            tabTo(page, "a[href*='/data']");
            page.keyboard().press("Enter");
            page.waitForSelector("textarea");
            tabTo(page, "input[value=access]");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            assertThat(page.isChecked("input[value=erasure]")).isTrue();
            tabTo(page, "textarea");
            page.keyboard().type("All of it");
            tabTo(page, "button.all");
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('Your request is recorded')");
            assertThat(acme.cases()).anySatisfy(one -> {
                assertThat(one.path("kind").asText()).isEqualTo("erasure");
                assertThat(one.path("text").asText()).isEqualTo("All of it");
                assertThat(one.path("subjectIds").size()).isEqualTo(1);
            });
            assertThat(acme.check(person).path("decision").asText()).isEqualTo("allow");
        }
    }

    private static void tabTo(Page page, String selector) {
        for (int presses = 0; presses < 40; presses++) {
            page.keyboard().press("Tab");
            if (page.locator(selector + ":focus-visible").count() > 0) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    @Test
    void thePageSaysWhereTheDetailsCameFromAsTheLedgerTellsIt() {
        String email = "page-source@promise-recipient.example.org";
        acme.post("consent", "/v1/consents", """
                {"subject":{"email":"%s"},"decisions":[{"purpose":"offers","channel":"email","action":"grant"}],
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject",
                             "source":"https://shop.example/signup?email=%s"}}""".formatted(email, email));
        String unsubscribe = acme.links(List.of(email)).get(0);
        awaitChecked(unsubscribe);
        assertThat(TenantApi.textOf(preferences(unsubscribe) + "/record"))
                .contains("on a form (shop.example), by yourself")
                .doesNotContain("page-source");
    }

    @Test
    void aPageIsSmallAndAsksNobodyElse() {
        String unsubscribe = acme.links(List.of(person("quiet"))).get(0);
        String own = URI.create(unsubscribe).getAuthority();
        for (String address : List.of(
                unsubscribe,
                preferences(unsubscribe),
                preferences(unsubscribe) + "/record",
                preferences(unsubscribe) + "/data")) {
            try (BrowserContext desk = context(true, options -> options)) {
                Page page = desk.newPage();
                List<String> asked = new ArrayList<>();
                List<String> complaints = new ArrayList<>();
                page.onRequest(request -> asked.add(request.url()));
                page.onConsoleMessage(message -> complaints.add(message.text()));
                int bytes = page.navigate(address).body().length;
                assertThat(asked).allMatch(url -> URI.create(url).getAuthority().equals(own));
                assertThat(asked)
                        .filteredOn(url -> !url.endsWith("/favicon.ico"))
                        .hasSize(1);
                assertThat(complaints).isEmpty();
                assertThat(bytes).isLessThan(PAGE_BYTES_MAX);
                assertThat(desk.cookies()).isEmpty();
            }
        }
    }

    @Test
    void theWidgetWorksOnATenantsOwnPageUnderAStrictPolicy() throws IOException {
        String person = person("widget");
        String link = preferences(acme.links(List.of(person)).get(0));
        String server = "http://" + URI.create(link).getAuthority();
        HttpServer shop = shop(server, link);
        try (BrowserContext desk = context(true, options -> options)) {
            Page page = desk.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate("http://127.0.0.1:" + shop.getAddress().getPort() + "/account");
            page.waitForSelector("consentry-preferences input");
            assertThat(page.isChecked("consentry-preferences input")).isTrue();
            page.uncheck("consentry-preferences input");
            page.click("consentry-preferences button");
            page.waitForSelector("consentry-preferences p:has-text('Saved')");
            assertThat(acme.check(person).path("decision").asText()).isEqualTo("deny");
            assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
        } finally {
            shop.stop(0);
        }
    }

    /** A page of the tenant's own, on another server than ours. */
    private static HttpServer shop(String server, String link) throws IOException {
        byte[] page = """
                <!DOCTYPE html><html lang="en"><title>Account</title><script src="%s/widget.js" defer></script>
                <consentry-preferences link="%s"></consentry-preferences></html>""".formatted(server, link).getBytes(StandardCharsets.UTF_8);
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/account", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src " + server + "; connect-src " + server);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        shop.start();
        return shop;
    }

    private static BrowserContext context(boolean script, UnaryOperator<Browser.NewContextOptions> more) {
        return chromium.browser()
                .newContext(more.apply(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(script)
                        .setLocale("en-ZA")));
    }

    private static String preferences(String unsubscribe) {
        return unsubscribe.replace("/u/", "/p/");
    }

    /** The page shows what the ledger told, a moment later. */
    private static void awaitChecked(String unsubscribe) {
        await().until(() -> TenantApi.textOf(preferences(unsubscribe)).contains("checked"));
    }

    /** Somebody who consented, and whose page knows. */
    private String person(String name) {
        people++;
        String email = "page-" + name.toLowerCase(Locale.ROOT) + people + "@promise-recipient.example.org";
        acme.record(email, "grant");
        awaitChecked(acme.links(List.of(email)).get(0));
        return email;
    }
}
