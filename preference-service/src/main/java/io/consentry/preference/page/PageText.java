package io.consentry.preference.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * All texts of the pages (capability P3), here in English. The other languages stand in {@code resources/messages}; of those, a native
 * speaker has yet to review isiZulu, isiXhosa and Sesotho. A {@code channel} reads "by e-mail", so that no language has to bend it.
 */
@MessageBundle
public interface PageText {

    @Message("by e-mail")
    String byEmail();

    @Message("by SMS")
    String bySms();

    @Message("by WhatsApp")
    String byWhatsapp();

    @Message("by phone call")
    String byVoice();

    @Message("by app notification")
    String byPush();

    @Message("by direct message")
    String bySocialDm();

    @Message("by letter")
    String byPost();

    @Message("Language")
    String language();

    @Message("Sender: {legalName}. Questions:")
    String sender(String legalName);

    @Message("Service messages, such as order updates and sign-in codes, still arrive.")
    String serviceGoesOn();

    @Message("A message that was already on its way may still reach you.")
    String onItsWay();

    @Message("Stop messages from {sender}")
    String stopTitle(String sender);

    @Message("Stop messages from {sender} to {address}")
    String stopHeading(String sender, String address);

    @Message("Nothing has changed yet. Choose what you no longer want:")
    String stopIntro();

    @Message("Stop “{topic}” {channel}")
    String stopTopic(String topic, String channel);

    @Message("Only this topic, only {channel}. Other topics {channel} go on.")
    String stopTopicMeans(String channel);

    @Message("Stop all marketing {channel}")
    String stopChannel(String channel);

    @Message("Marketing on other channels, if you get any, goes on: {others}.")
    String stopChannelMeans(String others);

    @Message("Stop everything")
    String stopEverything();

    @Message("No marketing from {sender} to {address} any more, on any channel.")
    String stopEverythingMeans(String sender, String address);

    @Message("Stopped: messages from {sender}")
    String doneTitle(String sender);

    @Message("“{topic}” from {sender} {channel} is stopped")
    String doneTopic(String topic, String sender, String channel);

    @Message(
            "{address} gets no more “{topic}” {channel}. Other topics {channel}, and marketing on other channels, go on if you get any.")
    String doneTopicMeans(String address, String topic, String channel);

    @Message("Marketing from {sender} {channel} is stopped")
    String doneChannel(String sender, String channel);

    @Message(
            "{address} gets no more marketing {channel}. Marketing on other channels goes on if you get any: {others}.")
    String doneChannelMeans(String address, String channel, String others);

    @Message("All marketing from {sender} to {address} is stopped")
    String doneEverything(String sender, String address);

    @Message("Undo")
    String undo();

    @Message("Possible for a day, on this page.")
    String undoMeans();

    @Message("Undone: messages from {sender}")
    String undoneTitle(String sender);

    @Message("Undone")
    String undone();

    @Message("What was before stands again for messages from {sender} to {address}. Nothing else was changed.")
    String undoneMeans(String sender, String address);

    @Message("Back to the choices")
    String back();

    @Message("Too late to undo here")
    String tooLateTitle();

    @Message(
            "This opt-out was made more than a day ago and stands. To receive messages again, sign up with the sender.")
    String tooLate();

    @Message("Nothing to undo")
    String unknownUndoTitle();

    @Message("This link did not make that opt-out. Nothing was changed.")
    String unknownUndo();

    @Message("This link does not work")
    String noLinkTitle();

    @Message("Please use the link in the message again. Nothing was changed.")
    String noLink();

    @Message("Nothing was changed")
    String badRequestTitle();

    @Message("The request was not complete. Please use the buttons on the page again.")
    String badRequest();

    @Message("The request was too large.")
    String tooLarge();

    @Message("Please try again shortly")
    String unavailableTitle();

    @Message("We could not record your choice just now.")
    String unavailable();

    @Message("Your choices: messages from {sender}")
    String centerTitle(String sender);

    @Message("Messages from {sender} to {address}")
    String centerHeading(String sender, String address);

    @Message("Tick what you want to get and press Save. Until then nothing changes.")
    String centerIntro();

    @Message("Save")
    String centerSave();

    @Message("There is nothing to choose here. You can still stop everything.")
    String centerNothing();

    @Message("Saved")
    String centerSaved();

    @Message("This counts from now on:")
    String centerSavedMeans();

    @Message("You changed nothing, so nothing was recorded.")
    String centerUnchanged();

    @Message("{topic} {channel}: on")
    String centerOn(String topic, String channel);

    @Message("{topic} {channel}: off")
    String centerOff(String topic, String channel);

    @Message("Privacy notice")
    String centerNotice();

    @Message("What is on record about you")
    String recordLink();

    @Message("On record: {sender} and {address}")
    String recordTitle(String sender, String address);

    @Message("The latest first. It says when you chose what, and how that reached us.")
    String recordIntro();

    @Message("Nothing is on record about your choices.")
    String recordNone();

    @Message("When")
    String recordWhen();

    @Message("What")
    String recordWhat();

    @Message("How")
    String recordHow();

    @Message("Everything")
    String allTopics();

    @Message("on all channels")
    String onAllChannels();

    @Message("you consented")
    String statusGiven();

    @Message("you said no")
    String statusRefused();

    @Message("you stopped it")
    String statusWithdrawn();

    @Message("your consent ended by itself")
    String statusExpired();

    @Message("you were asked")
    String statusRequested();

    @Message("the sender may write to you as a customer")
    String statusSoftOptIn();

    @Message("changed")
    String statusOther();

    @Message("on a form")
    String methodForm();

    @Message("at your request")
    String methodRequest();

    @Message("by a form, and confirmed by e-mail")
    String methodDoubleOptIn();

    @Message("by a message that you wrote")
    String methodMessage();

    @Message("on this page")
    String methodCenter();

    @Message("by a link in a message")
    String methodLink();

    @Message("by phone")
    String methodVoice();

    @Message("on paper")
    String methodPaper();

    @Message("from a list of the sender’s")
    String methodImport();

    @Message("entered by the sender")
    String methodApi();

    @Message("How often")
    String often();

    @Message("Each message")
    String oftenEach();

    @Message("At most once a day")
    String oftenDaily();

    @Message("At most once a week")
    String oftenWeekly();

    @Message("At most once a month")
    String oftenMonthly();

    @Message("Take a break")
    String pause();

    @Message("No marketing for a while, on any channel")
    String pauseMeans();

    @Message("No break")
    String pauseNone();

    @Message("Leave it so")
    String pauseKeep();

    @Message("End the break")
    String pauseEnd();

    @Message("For a week")
    String pauseWeek();

    @Message("For 30 days")
    String pauseMonth();

    @Message("For 90 days")
    String pauseQuarter();

    @Message("No marketing before {date}")
    String pauseUntil(String date);

    @Message("The break is over")
    String pauseEnded();

    @Message("Confirm: messages from {sender}")
    String confirmTitle(String sender);

    @Message("Do you want messages from {sender}?")
    String confirmHeading(String sender);

    @Message("Somebody, we hope you, asked for this at {address}:")
    String confirmAsked(String address);

    @Message("It is about {purposes}, by e-mail.")
    String confirmAbout(String purposes);

    @Message("Yes, I want this")
    String confirmYes();

    @Message("Without it you get nothing. You can stop at any time, by a link in every message.")
    String confirmMeans();

    @Message("If you did not ask, do nothing.")
    String confirmElse();

    @Message("Confirmed: messages from {sender}")
    String confirmedTitle(String sender);

    @Message("Confirmed")
    String confirmed();

    @Message("{address} agreed to {purposes} from {sender} by e-mail. What you have chosen since then counts.")
    String confirmedMeans(String address, String purposes, String sender);

    @Message("You can stop at any time, by a link in every message.")
    String stopAnyTime();

    @Message("It may be too old. Nothing was changed. To receive messages, sign up with the sender again.")
    String oldLink();

    @Message("Please use the button on the page.")
    String useTheButton();

    @Message("Choose what {sender} may send you")
    String requestHeading(String sender);

    @Message("Enter your e-mail address. You get a mail with a link to your choices.")
    String requestIntro();

    @Message("E-mail address")
    String requestEmail();

    @Message("This is not an e-mail address. Nothing was sent.")
    String requestWrong();

    @Message("Send me the link")
    String requestSend();

    @Message("Look into your mailbox")
    String sentTitle();

    @Message(
            "If {sender} knows the address, a mail with a link is on its way to it. If none comes, {sender} may know you by another address.")
    String sentMeans(String sender);

    @Message("At most three mails a day go to one address.")
    String sentLimit();

    @Message("Nothing was sent")
    String notSentTitle();

    @Message("Too many requests")
    String tooManyTitle();

    @Message("Please try again in an hour.")
    String tooMany();

    @Message("Too many people are asking just now.")
    String busy();

    @Message("We could not send anything just now.")
    String notSent();

    @Message("Ask for your data")
    String dataLink();

    @Message("Your data: {sender}")
    String dataTitle(String sender);

    @Message("Your data at {sender}, for {address}")
    String dataHeading(String sender, String address);

    @Message("You can ask {sender} what it knows of you. It costs nothing, and the answer must come within 30 days.")
    String dataIntro(String sender);

    @Message("What do you ask for?")
    String dataWhat();

    @Message("See my data")
    String dataAccess();

    @Message("What it is, where it came from, and who received it.")
    String dataAccessMeans();

    @Message("Correct my data")
    String dataCorrection();

    @Message("Say below what is wrong, and what is right.")
    String dataCorrectionMeans();

    @Message("Delete my data")
    String dataErasure();

    @Message("Except what the law says must be kept. That you want no messages stays noted.")
    String dataErasureMeans();

    @Message("In your words")
    String dataText();

    @Message("At most {max} characters. Please no passwords and no ID numbers.")
    String dataTextMeans(int max);

    @Message("Send the request")
    String dataSend();

    @Message("Please choose what you ask for; to correct something, say what. Nothing was sent.")
    String dataWrong();

    @Message("Your request is recorded")
    String dataAsked();

    @Message("{sender} must answer you by {due} at the latest.")
    String dataAskedMeans(String sender, String due);

    @Message("{sender} may first ask who you are, so that nobody else gets your data.")
    String dataIdentity(String sender);

    @Message("Your requests")
    String dataYours();

    @Message("{kind}: asked on {asked}, to be answered by {due}")
    String dataOpen(String kind, String asked, String due);

    @Message("{kind}: asked on {asked}, closed on {closed}")
    String dataClosed(String kind, String asked, String closed);

    @Message("Request by e-mail")
    String dataByMail();

    @Message("Too many open requests")
    String dataTooManyTitle();

    @Message("Nothing was recorded. {sender} must first answer what you asked before.")
    String dataTooMany(String sender);

    @Message("Why did I get this?")
    String whyHeading();

    @Message("The message with this link was about “{topic}” and came {channel}.")
    String whyAbout(String topic, String channel);

    @Message("The message with this link came {channel}.")
    String whyAboutAny(String channel);

    @Message("On record: {status}, {how}, {when}.")
    String whyBasis(String status, String how, String when);

    @Message("Nothing on record lets {sender} send you such messages now.")
    String whyNone(String sender);

    @Message("{sender} first recorded your details on {when}: {how}.")
    String whySource(String sender, String when, String how);

    @Message("Ask for more, such as where your details came from")
    String whyMore();

    @Message("by yourself")
    String whoSubject();

    @Message("entered by somebody at the sender")
    String whoAgent();

    @Message("entered by a system of the sender")
    String whoSystem();

    @Message("Receipt")
    String receiptLink();

    @Message("Recorded")
    String receiptRecorded();

    @Message("Valid until")
    String receiptUntil();

    @Message("Address")
    String receiptAddress();

    @Message("Number of the receipt")
    String receiptNumber();

    @Message("With this number, {sender} can give you the same receipt signed, so that anybody can check it.")
    String receiptMeans(String sender);

    @Message("This page was opened very often. Please wait a minute and open it again. Nothing was changed.")
    String tooManyPages();

    @Message("You can stop everything right now:")
    String tooManyStop();

    @Message("Please confirm: messages from {sender}")
    String optInMailSubject(String sender);

    @Message("Somebody, we hope you, asked {sender} for messages to this address:")
    String optInMailIntro(String sender);

    @Message("It is about {purposes}, by e-mail. To confirm, open this page and press the button there:")
    String optInMailAbout(String purposes);

    @Message("The link works until {expires}. If you did not ask, do nothing: you will get no messages.")
    String optInMailEnd(String expires);

    @Message("Somebody, we hope you, asked for a link to the choices about messages from {sender} to this address:")
    String linkMailIntro(String sender);

    @Message("Whoever has the link can change these choices: do not pass it on. If you did not ask, do nothing.")
    String linkMailEnd();
}
