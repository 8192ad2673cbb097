package io.consentry.suppression.feedback.mail;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What mail systems say where they give no enhanced status code, or one that tells nothing. The first that fits counts. */
final class FailureWords {

    private record Words(EnhancedStatus status, Pattern pattern) {}

    private static final List<Words> ALL = List.of(
            words(
                    5,
                    2,
                    2,
                    "(?:mail ?box|inbox|account|folder|storage|disk|mail ?space|mail ?directory)[^\\n]{0,40}(?:\\bfull\\b|not enough|exceed)"
                            + "|(?:over|exceed\\w*|beyond)[^\\n]{0,30}(?:quota|storage|size limit for|allowed size|disk space)"
                            + "|quota[^\\n]{0,20}(?:exceed|full|violation|reached)|\\bfull (?:mail ?box|inbox)|out of (?:disk )?(?:space|storage)"
                            + "|insufficient (?:disk|mail|storage|system storage)|mail box space not enough|reached (?:disk )?quota"
                            + "|user has too many messages|mailbox size limit"),
            words(
                    5,
                    3,
                    4,
                    "(?:message|mail|size)[^\\n]{0,30}(?:too (?:large|big|long)|exceed\\w*[^\\n]{0,30}(?:message )?size)"
                            + "|exceed\\w*[^\\n]{0,30}(?:message|fixed) size|maximum (?:inbound |incoming )?message size"),
            words(
                    5,
                    1,
                    1,
                    "(?:user|recipient|addressee|account|mailbox|address|person|alias|userid|id)s?\\b[^\\n]{0,60}"
                            + "(?:unknown|not (?:be )?(?:found|known|exist|recogni[sz]ed|listed|valid|local)|does(?:n['o]t| not) (?:exist|have)"
                            + "|invalid|unavailable|disabled|discontinued|inactive|suspended|closed|deactivated|no longer|not active|expired)"
                            + "|(?:unknown|invalid|no such|illegal|unrecogni[sz]ed|non-?existent|inactive|bad|disabled)"
                            + "[^\\n]{0,30}(?:user|recipient|addressee|address|account|mailbox|person|alias|destination|local part)"
                            + "|does(?:n['o]t| not) (?:exist|have (?:an?|any|this)[^\\n]{0,40}(?:account|mailbox|user))|isn['o]t (?:a|known)"
                            + "|not a (?:valid|known|local) (?:user|recipient|mailbox)|no (?:mailbox|user|account) (?:here|by that)"
                            + "|no longer (?:exists|valid|in use|with us|works|employed|available)|not our customer|did not exactly match"
                            + "|no matches to nameserver|does not have a final email delivery point|has not been collected"
                            + "|unrouteable address|user[^\\n]{0,20}not listed|addressed to[^\\n]{0,80}did not"),
            words(
                    5,
                    1,
                    2,
                    "(?:host|domain|mail server)[^\\n]{0,40}(?:not found|unknown|does not exist|not exist)|(?:unknown|bad|no such) (?:host|domain)"
                            + "|name service error|no mx[^\\n]{0,20}record|nxdomain|couldn'?t find any host|domain (?:lookup|name) (?:failed|error)|unrouteable (?:mail )?domain"),
            words(5, 4, 6, "too many hops|(?:mail|routing|forwarding) loop|loops? back to"),
            words(
                    5,
                    7,
                    1,
                    "\\bspam|black ?list|block ?list|blocked|\\brbl\\b|\\bdnsbl\\b|reputation|policy|\\bdmarc\\b|\\bspf\\b|\\bdkim\\b|unsolicited"
                            + "|relay(?:ing)? (?:access )?(?:denied|not permitted|prohibited)|unable to relay|access denied|not authori[sz]ed"
                            + "|administrative prohibition|content (?:rejected|filter)|virus|banned|junk|not accepting (?:mail|messages)[^\\n]{0,20}from"),
            words(
                    4,
                    4,
                    7,
                    "(?:retry|queue|delivery)[^\\n]{0,30}(?:time ?out|too long|expired|period)|time[ds]? ?out|too long in the queue"
                            + "|not (?:be )?reachable|not responding|connection (?:refused|timed out|reset|failed)|unable to connect"
                            + "|temporar|try again|could ?n[o']t (?:connect|be reached)|deferred|grey ?list|too busy|unavailable or busy"));

    private FailureWords() {}

    private static Words words(int kind, int subject, int detail, String regex) {
        return new Words(new EnhancedStatus(kind, subject, detail), Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
    }

    /** The status that the words stand for. */
    static Optional<EnhancedStatus> status(String text) {
        return ALL.stream()
                .filter(words -> words.pattern().matcher(text).find())
                .map(Words::status)
                .findFirst();
    }
}
