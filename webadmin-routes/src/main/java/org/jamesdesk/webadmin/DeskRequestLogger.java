package org.jamesdesk.webadmin;

import javax.inject.Inject;
import org.apache.james.util.MDCStructuredLogger;
import org.apache.james.webadmin.mdc.LoggingRequestFilter;
import org.apache.james.webadmin.mdc.RequestId;
import org.apache.james.webadmin.mdc.RequestLogger;
import spark.Request;

/**
 * Replaces WebAdmin's request log, for all its paths: that one writes bodies, hence customers' mail and passwords, into the
 * log, and reads a body of any length into memory before it is known who asks and whether there is such a path. This one
 * never reads a body. It does not matter which one WebAdmin takes when James' own for new users applies as well: that one
 * leaves bodies alone too. Works where the server's own modules can name it ({@code Multibinder} of
 * {@link RequestLogger}); an extension cannot.
 */
public final class DeskRequestLogger implements RequestLogger {
    @Inject
    public DeskRequestLogger() {}

    @Override
    public boolean applies(Request request) {
        return true;
    }

    @Override
    public void log(Request request, RequestId requestId) {
        MDCStructuredLogger.forLogger(LoggingRequestFilter.LOGGER)
                .field(LoggingRequestFilter.REQUEST_ID, requestId.asString())
                .field(LoggingRequestFilter.IP, request.ip())
                .field(LoggingRequestFilter.ENDPOINT, request.url())
                .field(LoggingRequestFilter.METHOD, request.requestMethod())
                .log(logger -> logger.info("WebAdmin request received"));
    }
}
