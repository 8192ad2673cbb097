package io.consentry.consent.notice;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a notice has to tell people (rules A-22 and B-08, requirement 004-20), each with the law that asks for it and the words by which an
 * English text is seen to say something about it. Whether what it says is true, or enough, no pattern can see. Texts are folded first: lower
 * case, single spaces, plain quotes and dashes.
 */
enum RequiredItem {
    INFORMATION(
            "POPIA s18(1)(a) and (h)(ii)",
            "Say which kinds of personal information are collected.",
            "\\bwe (may |also ){0,6}(collect|process|receive)\\b|\\b(categories|types?) of personal (data|information)\\b"),
    SOURCE(
            "POPIA s18(1)(a)",
            "Say where the information comes from: from the person, or from whom else.",
            "\\bdirectly from you\\b|\\bfrom third[- ]part|\\bpublic(ly available)? sources\\b"
                    + "|\\b(information|data) (that )?you (\\w{1,20} )?(give|provide|submit)"
                    + "|\\bwhen you (subscribe|sign up|register|download|contact us|create an account)\\b"),
    ADDRESS(
            "POPIA s18(1)(b)",
            "Give the physical or postal address of the responsible party.",
            "\\b(p\\.? ?o\\.? box|private bag)\\b|\\b\\d{1,5}[a-z]?,? ([\\w'.-]{1,30} ){1,4}"
                    + "(street|road|avenue|ave|drive|lane|crescent|boulevard|straat|weg|laan)\\b"),
    CONTACT(
            "GDPR Art. 13(1)(a), POPIA s18(1)(b)",
            "Give an e-mail address or a phone number for questions and requests.",
            "[\\w.+-]{1,64}@(?!\\w{0,30}inforeg|justice\\.gov)[\\w-]{1,63}\\.[\\w-]"
                    + "|(\\+|\\b0)\\d[\\d ()-]{6,20}\\d"),
    OFFICER(
            "GDPR Art. 13(1)(b), POPIA s55",
            "Say how to reach the information officer or data protection officer.",
            "\\b(information|data protection) officer\\b|\\bdpo\\b"),
    PURPOSES(
            "POPIA s18(1)(c), GDPR Art. 13(1)(c)",
            "Say for which purposes the information is used.",
            "\\bpurposes?\\b|\\bhow (do )?we use\\b|\\bwe use (this|your|the|personal)\\b"),
    LEGAL_BASIS(
            "GDPR Art. 13(1)(c)", "Name the legal basis of each purpose.", "\\b(legal|lawful) (bas[ie]s|grounds?)\\b"),
    VOLUNTARY(
            "POPIA s18(1)(d), GDPR Art. 13(2)(e)",
            "Say whether people must give the information or are free to.",
            "\\bvoluntar(y|ily)\\b|\\bmandatory\\b|\\bcompulsory\\b"
                    + "|\\b(obliged|required|free|have|need) (not )?to (provide|give|supply) (us |your |this |any |personal )"),
    CONSEQUENCES(
            "POPIA s18(1)(e), GDPR Art. 13(2)(e)",
            "Say what happens when somebody does not give the information.",
            "\\b(do not|don't|choose not to|fails? to|failure to|refuse to|decline to) (provid|giv|suppl|submit)\\w"
                    + "|\\bwithhold|\\bconsequences? of (not|fail)"),
    LAW(
            "POPIA s18(1)(f)",
            "Name the law that requires or authorises the collection, where one does.",
            "\\blegal obligations?\\b|\\b(required|authori[sz]ed|obliged|permitted) (to .{0,60})?(by|under) .{0,40}law\\b"
                    + "|\\bcomply with .{0,40}(laws?|legislation|legal)\\b"),
    TRANSFERS(
            "POPIA s18(1)(g), GDPR Art. 13(1)(f)",
            "Say whether the information goes to other countries.",
            "\\b(international|cross-border|foreign) (data )?transfers?\\b"
                    + "|\\b(transfer|process|stor|shar)\\w{0,6} .{0,100}(outside|abroad|other countries|another country)\\b"),
    SAFEGUARDS(
            "POPIA s18(1)(g), GDPR Art. 13(1)(f)",
            "Say how the information is protected in other countries.",
            "\\bappropriate safeguards\\b|\\bstandard contractual clauses\\b|\\badequa(te protection|cy decision)"
                    + "|\\bbinding corporate rules\\b|\\b(same|adequate|equal) levels? of protection\\b"),
    RECIPIENTS(
            "POPIA s18(1)(h)(i), GDPR Art. 13(1)(e)",
            "Say who receives the information, or which kinds of recipients.",
            "\\bwe (may |will |also |only |have to |might ){0,6}(share|disclose)\\b|\\bshar(e|ing) your (personal )?(information|data)\\b"
                    + "|\\b(categories|kinds) of recipients\\b|\\brecipients of (your|the|personal)\\b"),
    ACCESS(
            "POPIA s18(1)(h)(iii), GDPR Art. 13(2)(b)",
            "Tell people that they may have access to their information.",
            "\\b(right (to|of)|request|ask (us )?(to|for)|may) access\\b|\\baccess ?[-:]|\\baccess (and portability|your|to your)\\b"
                    + "|\\bcop(y|ies) of (the |your |any )?personal (data|information)\\b"),
    RECTIFICATION(
            "POPIA s18(1)(h)(iii), GDPR Art. 13(2)(b)",
            "Tell people that they may have their information corrected.",
            "\\brectif|\\bcorrect(ion)? (of |or |inaccurate|incorrect|your|any|it)|\\bcorrection ?[:,]|\\bupdate incorrect\\b"),
    ERASURE(
            "GDPR Art. 13(2)(b), POPIA s24",
            "Tell people that they may have their information deleted.",
            "\\bera(se|sure)\\b|\\b(request|ask|right).{0,60}\\bdelet(e|ion)\\b|\\bdeletion ?[:,]"),
    RESTRICTION(
            "GDPR Art. 13(2)(b)",
            "Tell people that they may have the use of their information restricted.",
            "\\brestrict (or object|processing|our use|how)|\\bright to restrict|\\brestriction of processing|\\blimit how (we|your)"),
    OBJECTION(
            "POPIA s18(1)(h)(iv), GDPR Art. 13(2)(b)",
            "Tell people that they may object.",
            "\\b(to|or|may) object\\b|\\bobject to\\b|\\bobjection\\b"),
    PORTABILITY(
            "GDPR Art. 13(2)(b)",
            "Tell people that they may take their information with them.",
            "\\bportab|\\bmachine[- ]readable\\b|\\bto another (service )?provider\\b"),
    WITHDRAWAL(
            "GDPR Art. 13(2)(c), POPIA s11(2)(b)",
            "Tell people that they may withdraw consent at any time.",
            "\\b(withdraw|revok)\\w{0,5} .{0,60}consent\\b|\\bconsent .{0,60}withdraw"),
    AUTOMATED_DECISIONS(
            "GDPR Art. 13(2)(f), POPIA s71",
            "Say whether decisions are automated and people profiled.",
            "\\bautomated (individual )?(decision|processing)|\\bprofiling\\b"),
    COMPLAINT_REGULATOR(
            "POPIA s18(1)(h)(v)",
            "Tell people that they may complain to the Information Regulator.",
            "\\binformation regulator\\b"),
    REGULATOR_CONTACT("POPIA s18(1)(h)(v)", "Give the contact details of the Information Regulator.", "\\binforeg"),
    COMPLAINT_AUTHORITY(
            "GDPR Art. 13(2)(d)",
            "Tell people that they may complain to a supervisory authority.",
            "\\bsupervisory authorit|\\bdata protection authorit"),
    RETENTION(
            "GDPR Art. 13(2)(a), POPIA s14",
            "Say how long the information is kept.",
            "\\bretain|\\bretention\\b|\\bhow long\\b|\\b(store|keep) (your )?personal (data|information) for\\b"),
    UNSUBSCRIBE(
            "004-20, POPIA s69",
            "Say how to stop direct marketing.",
            "\\bunsubscrib|\\bopt(ing)?[- ]?out\\b|\\bstop receiving\\b"),
    BREACH("004-20, POPIA s22", "Say that people are told of breaches.", "\\bbreach|\\bsecurity compromise"),
    CHILDREN(
            "004-20, POPIA s34",
            "Say what holds for children.",
            "\\bchild(ren)?\\b|\\bminors?\\b|\\bunder (the age of )?1[3-8]\\b"),
    CHANGES(
            "004-20",
            "Say how people learn of changes to the notice.",
            "\\b(update|change|amend|revise|modify)(s|d|ing)? (to )?(this|our|the) (\\w{1,20} ){0,2}(notice|policy|statement)\\b"
                    + "|\\bchanges to (this|our)\\b");

    private final String rule;
    private final String message;
    private final Pattern words;

    RequiredItem(String rule, String message, String words) {
        this.rule = rule;
        this.message = message;
        this.words = Pattern.compile(words);
    }

    /** Whether a folded English text says something about it. */
    boolean isIn(String folded) {
        return words.matcher(folded).find();
    }

    /** That the text at a path lacks it. */
    NoticeFinding missing(String path) {
        return new NoticeFinding("no-" + code(), rule, path, message);
    }

    /** Lower-case and hyphenated. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
