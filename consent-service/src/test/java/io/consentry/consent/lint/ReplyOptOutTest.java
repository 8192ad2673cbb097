package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.Channel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule A-24: an SMS says how to stop by a reply. */
class ReplyOptOutTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nomsa's Shop: 20% off all jackets till Sunday! Reply STOP to opt out",
                "Nomsa's Shop: sale today. Reply STOP",
                "Sale! reply 'stop' to end",
                "Sale on now. OptOut? Reply STOP",
                "Sale on now.OptOut?STOP",
                "Sale. Opt-out: SMS STOP to 31245",
                "Sale. Optout sms stop",
                "SALE NOW ON. OPTOUT SMS STOP",
                "Sale. To opt out txt STOP to 31245 (R1.50)",
                "Sale. STOP to opt out",
                "Sale. STOP 2 opt-out",
                "Sale. STOP2OptOut",
                "Sale. STOP2end",
                "Sale. STOP=optout",
                "Sale. Opt out: STOP",
                "Sale. Text STOP to 31245 to unsubscribe. Std rates apply.",
                "Sale. STOP to 31245",
                "Sale. Reply with the word STOP",
                "Sale. Reply to this message with STOP",
                "Sale. Send STOP to cancel",
                "Sale. Type STOP & send",
                "Sale. To end reply END",
                "Sale. Reply QUIT to leave",
                "Sale. SMS 'OPT OUT' to 31245",
                "Sale. SMS UNSUBSCRIBE to 31245",
                "Sale. Unsubscribe? Reply CANCEL",
                "Sale. Unsub: reply stop",
                "Sale. Reply NO to opt out",
                "Sale. Reply 2 to unsubscribe",
                "Sale. Reply YES to win, STOP to opt out",
                "Sale. ReplySTOP",
                "Sale. Reply STOP/END/QUIT",
                "Sale. STOP to stop receiving messages",
                "Uitverkoping! Antwoord STOP om uit te teken",
                "Uitverkoping! Stuur STOP na 31245",
                "Uitverkoping! Uitteken? SMS STOP",
                "Isaphulelo! Phendula ngo STOP",
                "Isaphulelo! Thumela STOP ku 31245",
                "Theolelo! Araba ka STOP",
                "Theolelo! Romela STOP ho 31245",
                "Sale.\nReply STOP to opt out",
                "Sale. STOP: links.example/u/t0k3n",
                "Sale. Unsub acme.co.za/u/t0k3n",
                "Sale. Opt out: 021 555 0100",
            })
    void theseSayHow(String sms) {
        assertThat(Messages.codesOf(Channel.SMS, sms)).doesNotContain(FindingCode.OPT_OUT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nomsa's Shop: 20% off all jackets till Sunday!",
                "One-stop shop for jackets",
                "Non-stop deals all weekend, 24/7",
                "Don't stop now! R50 off",
                "Stop by our store in Long Street today",
                "The sale won't stop. Reply YES to win",
                "Reply YES to join",
                "Send end of year gifts to all you love",
                "Text us to cancel your booking",
                "SMS WIN to 31245",
                "Dial *120*31245# for deals",
                "Do not reply. Stop and stare at our prices",
                "Stop! To cancel your winter blues, visit us",
                "Cancel your plans: the sale is on",
                "Shop now https://acme.example/sale",
                "You can opt out at any time",
                "Unsubscribe in store",
                "Quit waiting, shop 31245 items",
                "Sale ends 31 May. End of story",
            })
    void theseDoNot(String sms) {
        assertThat(Messages.codesOf(Channel.SMS, sms)).contains(FindingCode.OPT_OUT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Winter sale at Nomsa's Shop.\nReply STOP to opt out",
                "Winter sale at Nomsa's Shop.\nStop promotions",
                "Winter sale at Nomsa's Shop.\nUnsubscribe",
                "Winter sale at Nomsa's Shop.\n  STOP  ",
            })
    void byWhatsAppAButtonsLabelSaysHow(String text) {
        assertThat(Messages.codesOf(Channel.WHATSAPP, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "PUSH", "VOICE", "POST", "SOCIAL_DM"})
    void whereNobodyReadsRepliesAReplyDoesNotCount(Channel channel) {
        assertThat(Messages.codesOf(channel, "Nomsa's Shop: sale. Reply STOP to opt out"))
                .contains(FindingCode.OPT_OUT_MISSING);
    }
}
