package io.consentry.consent.lint;

import io.consentry.contract.Channel;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Gate 13 as a pure function: names the sender, says how to make it stop, carries the one-click headers.
 *
 * <p>It compares words. That a way out is written proves neither that it works nor that it is free; see the package for what else
 * it cannot know.
 */
final class MessageLint {

    private MessageLint() {}

    /** Everything that is wrong with the message of a tenant, in the order of a reader: body, then headers. */
    static List<Finding> lint(OutgoingMessage message, TenantSettings sender) {
        boolean marketing = message.messageClass().isMarketing();
        List<Finding> findings = new ArrayList<>();
        for (Rendition rendition : message.renditions()) {
            if (!isNamed(message, rendition, sender)) {
                findings.add(
                        marketing
                                ? Finding.of(FindingCode.SENDER_IDENTITY_MISSING, rendition.where())
                                : Finding.advice(FindingCode.SENDER_IDENTITY_MISSING, rendition.where()));
            }
            if (marketing) {
                lintMarketing(message.channel(), rendition, sender, findings);
            }
        }
        if (marketing && message.channel() == Channel.EMAIL) {
            findings.addAll(ListUnsubscribe.check(message.headers()));
            findings.addAll(DkimCoverage.check(message.headers()));
        }
        return findings;
    }

    private static void lintMarketing(
            Channel channel, Rendition rendition, TenantSettings sender, List<Finding> findings) {
        if (!saysHowToStop(channel, rendition, sender)) {
            findings.add(Finding.of(FindingCode.OPT_OUT_MISSING, rendition.where()));
        }
        if (channel == Channel.EMAIL && !ContactDetails.hasPhysicalAddress(rendition, sender.contact())) {
            findings.add(Finding.of(FindingCode.PHYSICAL_ADDRESS_MISSING, rendition.where()));
        }
    }

    private static boolean isNamed(OutgoingMessage message, Rendition rendition, TenantSettings sender) {
        return names(FoldedText.ofProse(rendition.visible()), sender)
                || message.senderNames().stream().anyMatch(name -> names(FoldedText.of(name), sender));
    }

    private static boolean names(FoldedText text, TenantSettings sender) {
        return text.contains(FoldedText.of(sender.legalName())) || text.contains(FoldedText.of(sender.tradingName()));
    }

    private static boolean saysHowToStop(Channel channel, Rendition rendition, TenantSettings sender) {
        List<Token> tokens = Token.of(rendition.withTargets());
        return ContactDetails.isIn(rendition, sender.contact())
                || LinkedOptOut.isIn(tokens)
                || isAnswered(channel) && ReplyOptOut.isIn(tokens)
                || channel == Channel.WHATSAPP && ReplyOptOut.isLabelled(rendition.visible());
    }

    /** Channels on which a reply reaches the sender's keyword engine. */
    private static boolean isAnswered(Channel channel) {
        return channel == Channel.SMS || channel == Channel.WHATSAPP;
    }
}
