package org.jamesdesk.mailets.authentication;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** The names under which DNS keeps the names of addresses (RFC 1035 section 3.5, RFC 3596 section 2.5). */
final class ReverseName {
    private static final String IPV4 = ".in-addr.arpa";
    private static final String IPV6 = ".ip6.arpa";

    private ReverseName() {}

    /** The address that such a name stands for; empty when it is none. */
    static Optional<InetAddress> address(String reverseName) {
        String name = reverseName.toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            if (name.endsWith(IPV4)) {
                return bytes(name.substring(0, name.length() - IPV4.length()).split("\\."), 4, 10, 1);
            }
            if (name.endsWith(IPV6)) {
                return bytes(name.substring(0, name.length() - IPV6.length()).split("\\."), 16, 16, 2);
            }
            return Optional.empty();
        } catch (NumberFormatException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> bytes(String[] labels, int length, int radix, int labelsPerByte)
            throws UnknownHostException {
        if (labels.length != length * labelsPerByte) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < labels.length; i++) {
            int place = (labels.length - 1 - i) / labelsPerByte;
            int digit = Integer.parseInt(labels[i], radix);
            bytes[place] = (byte) (labelsPerByte == 1 || i % 2 == 0 ? bytes[place] | digit : bytes[place] | digit << 4);
        }
        return Optional.of(InetAddress.getByAddress(bytes));
    }
}
