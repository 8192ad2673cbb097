package io.consentry.preference.inbound.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopWordsTest {

    private final StopWords words = StopWords.with(Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "Stop\n",
                "stop ",
                "\nSTOPALL",
                "   STop",
                "UNSUBSCRIBE",
                "END",
                "QUIT",
                "REVOKE",
                "OPTOUT",
                "OPT-OUT",
                "OPT OUT",
                "CANCEL",
                "REMOVE",
                "TD",
                "ARRET",
                "ARRÊT",
                "STAAK",
                "Kanselleer",
                "YEKA",
                "misa",
                "EMISA",
                "Stop all"
            })
    void theWordAloneStops(String text) {
        assertThat(words.read(text)).isEqualTo(Verdict.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stop it!",
                "STOPALL NOW",
                "UNSUBSCRIBE PLEASE",
                "CANCEL THIS",
                "END IT",
                "QUIT NOW",
                "STOP IMMEDIATELY",
                "stop,",
                "Stop to opt out",
                "Unsubscribe me",
                "Stop!",
                "\tStop 🛑",
                "Stop end",
                "please stop texting me",
                "Hi, stop",
                "Asseblief staak",
                "STOP I never signed up for this",
                "remove me from this list please"
            })
    void theWordAtTheBeginningStops(String text) {
        assertThat(words.read(text)).isEqualTo(Verdict.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"STOP\"",
                "“Stop”",
                "'stop'",
                "ＳＴＯＰ",
                "S.T.O.P",
                "s t o p",
                "S\u200bT\u200bO\u200bP",
                "\u202eSTOP",
                "🛑 STOP 🛑",
                "*stop*",
                "stop\u00a0",
                "#STOP",
                "<stop>",
                "ST\u00adOP"
            })
    void theSpellingMakesNoDifference(String text) {
        assertThat(words.read(text)).isEqualTo(Verdict.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please don't stop sending offers",
                "Don’t stop",
                "do not stop",
                "DONT EVER STOP",
                "moenie stop nie",
                "Stop by the shop",
                "Please stop by tomorrow: ok?",
                "I will stop by later",
                "where is the bus stop",
                "Thanks, see you on Friday",
                "",
                " ",
                "🙂",
                "What time do you close?",
                "stopwatch"
            })
    void whatOnlyHoldsTheWordDoesNotStop(String text) {
        assertThat(words.read(text)).isEqualTo(Verdict.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remove me from your database",
                "I want you to stop",
                "take me off",
                "Please leave me alone",
                "No more messages",
                "how do I unsubscribe?",
                "Cancel my order 123",
                "don't text me again",
                "Don't. Stop.",
                "dont stop? No, stop!",
                "🛑",
                "you never stop texting",
                "Los my uit",
                "unsub",
                "sotp",
                "I am not interested",
                "angifuni",
                "Thanks. Now stop."
            })
    void whatSeemsToAskToStopIsForAPersonToRead(String text) {
        assertThat(words.read(text)).isEqualTo(Verdict.UNCLEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "Help", "\nHELP", "info", "hulp", "Please help"})
    void helpIsHelp(String text) {
        assertThat(words.read(text)).isEqualTo(Verdict.HELP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "start ", "\nSTART", "CONTINUE", "Unstop", "opt in"})
    void startIsStart(String text) {
        assertThat(words.read(text)).isEqualTo(Verdict.START);
    }

    @Test
    void aTenantsOwnWordsStopToo() {
        assertThat(words.read("Basta")).isEqualTo(Verdict.OTHER);
        assertThat(StopWords.with(Set.of("Básta!")).read("basta ya")).isEqualTo(Verdict.STOP);
        assertThat(StopWords.with(Set.of("!")).read("hello")).isEqualTo(Verdict.OTHER);
    }
}
