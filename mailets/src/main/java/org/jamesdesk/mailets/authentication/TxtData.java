package org.jamesdesk.mailets.authentication;

/** The data of a TXT record in the form of a zone file (RFC 1035 section 5.1), as James gives it. */
final class TxtData {
    private TxtData() {}

    /** {@code "v=spf1 " "-all"} as {@code v=spf1 -all}; data without quotation marks as it is. */
    static String text(String data) {
        if (!data.startsWith("\"")) {
            return data;
        }
        StringBuilder text = new StringBuilder(data.length());
        boolean quoted = false;
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && i + 3 < data.length() && isNumber(data, i + 1)) {
                text.append((char) Integer.parseInt(data.substring(i + 1, i + 4)));
                i += 3;
            } else if (c == '\\' && i + 1 < data.length()) {
                text.append(data.charAt(++i));
            } else if (quoted) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean isNumber(String data, int start) {
        for (int i = start; i < start + 3; i++) {
            if (data.charAt(i) < '0' || data.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
