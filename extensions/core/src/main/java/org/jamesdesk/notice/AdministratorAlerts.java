package org.jamesdesk.notice;

/** Tells the administrators of something that needs a person: a mail to each and a line in the log. */
public interface AdministratorAlerts {
    /**
     * Raises an alert. The same key is not raised again within an hour, so that trouble which repeats itself does not flood.
     *
     * @param key what it is about, such as {@code sender/sales/ana@zylker.example}
     * @param subject one line
     * @param text what happened and what to do
     */
    void raise(String key, String subject, String text);
}
