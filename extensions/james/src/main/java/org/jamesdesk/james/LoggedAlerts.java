package org.jamesdesk.james;

import org.jamesdesk.notice.AdministratorAlerts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts as lines in the log only. */
final class LoggedAlerts implements AdministratorAlerts {
    private static final Logger LOGGER = LoggerFactory.getLogger(LoggedAlerts.class);

    @Override
    public void raise(String key, String subject, String text) {
        LOGGER.warn("{} ({}): {}", subject, key, text.replaceAll("\\s+", " "));
    }
}
