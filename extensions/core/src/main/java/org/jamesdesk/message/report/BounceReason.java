package org.jamesdesk.message.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a mail was not delivered: a closed vocabulary. Which words and which enhanced status codes (RFC 3463) lead to which
 * reason stands in {@code reasons.txt} and {@code statuses.txt} beside this package; the documentation is
 * {@code docs/bounces.md}.
 */
public enum BounceReason {
    /** Nobody has this address. */
    NO_SUCH_ADDRESS("noSuchAddress", Nature.DEAD),
    /** The domain or its mail server does not exist. */
    NO_SUCH_DOMAIN("noSuchDomain", Nature.DEAD),
    /** The person or the mailbox moved away. */
    ADDRESS_MOVED("addressMoved", Nature.DEAD),
    /** The domain says that it takes no mail at all (RFC 7504, RFC 7505). */
    TAKES_NO_MAIL("takesNoMail", Nature.DEAD),
    /** The mailbox exists but is disabled, suspended or inactive. */
    MAILBOX_DISABLED("mailboxDisabled", Nature.BY_CODE),
    /** The mailbox is over its quota. */
    MAILBOX_FULL("mailboxFull", Nature.TEMPORARY),
    /** The mail is larger than the mailbox or a server takes. */
    MESSAGE_TOO_LARGE("messageTooLarge", Nature.TEMPORARY),
    /** This recipient, or his own filter, does not want mail of this sender. */
    REFUSED_BY_RECIPIENT("refusedByRecipient", Nature.BY_CODE),
    /** The sender's address or domain is not accepted. */
    SENDER_REFUSED("senderRefused", Nature.BY_CODE),
    /** SPF, DKIM, DMARC or the reverse DNS entry did not satisfy the server. */
    NOT_AUTHENTICATED("notAuthenticated", Nature.BY_CODE),
    /** The sending server has a bad name: a block list, a poor reputation. */
    REPUTATION("reputation", Nature.BY_CODE),
    /** The content looks like spam. */
    SPAM("spam", Nature.BY_CODE),
    /** The content looks like a virus or a forbidden attachment. */
    VIRUS("virus", Nature.BY_CODE),
    /** The content is malformed or of a kind that the server does not take. */
    CONTENT("content", Nature.BY_CODE),
    /** A rule of the server that is none of the others. */
    POLICY("policy", Nature.BY_CODE),
    /** The server is not responsible for the domain. */
    RELAY_DENIED("relayDenied", Nature.BY_CODE),
    /** The server demands encryption or a login. */
    SECURITY_REQUIRED("securityRequired", Nature.BY_CODE),
    /** Too many mails or connections in a short time; greylisting. */
    RATE_LIMITED("rateLimited", Nature.TEMPORARY),
    /** The server could not be reached, or broke the connection. */
    UNREACHABLE("unreachable", Nature.TEMPORARY),
    /** The mail waited in a queue too long. */
    EXPIRED("expired", Nature.TEMPORARY),
    /** The mail went round in circles. */
    LOOP("loop", Nature.BY_CODE),
    /** A server, a program or a disk broke. */
    SYSTEM_ERROR("systemError", Nature.BY_CODE),
    /** The two servers did not understand each other. */
    PROTOCOL_ERROR("protocolError", Nature.BY_CODE),
    /** The report does not say, or says something of its own. */
    OTHER("other", Nature.BY_CODE);

    private enum Nature {
        DEAD,
        TEMPORARY,
        BY_CODE
    }

    private final String apiName;
    private final Nature nature;

    BounceReason(String apiName, Nature nature) {
        this.apiName = apiName;
        this.nature = nature;
    }

    /** The name in JSON, in stores, on the command line and in the tables. */
    public String apiName() {
        return apiName;
    }

    /** Whether the address itself is at fault, so that no mail to it can ever arrive. */
    public boolean addressDead() {
        return nature == Nature.DEAD;
    }

    /** Whether trying again later may help, whatever status code was given. */
    public boolean temporary() {
        return nature == Nature.TEMPORARY;
    }

    /** @throws IllegalArgumentException naming the accepted values */
    public static BounceReason parse(String apiName) {
        return named(apiName)
                .orElseThrow(() -> new IllegalArgumentException("reason is one of "
                        + Arrays.stream(values()).map(BounceReason::apiName).collect(Collectors.joining(", "))));
    }

    /** The reason with this name. */
    public static Optional<BounceReason> named(String apiName) {
        return Arrays.stream(values())
                .filter(reason -> reason.apiName.equals(apiName))
                .findFirst();
    }
}
