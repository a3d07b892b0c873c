package org.jamesdesk.distribution.demo;

import java.nio.charset.Charset;

/**
 * A mail of a customer.
 *
 * @param customer the envelope sender, and the contact of the ticket
 * @param what what is special about it
 * @param subject what the ticket must be called
 * @param phrase what the conversation's text must contain
 * @param attachments how many attachments the conversation must have
 * @param charset how {@code text} becomes bytes
 * @param text the mail with header; lines end with LF
 */
record DemoMail(
        String customer, String what, String subject, String phrase, int attachments, Charset charset, String text) {
    byte[] bytes() {
        return text.replace("\n", "\r\n").getBytes(charset);
    }
}
