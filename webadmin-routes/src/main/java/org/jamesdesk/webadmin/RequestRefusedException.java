package org.jamesdesk.webadmin;

import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.eclipse.jetty.http.HttpStatus;

/** A request that is answered with an error because of what it asks or how; the message goes to the caller. */
final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int statusCode;
    private final ErrorType type;

    private RequestRefusedException(int statusCode, ErrorType type, String message) {
        super(message);
        this.statusCode = statusCode;
        this.type = type;
    }

    /** 400: the request breaks a rule; the message names the field and the rule. */
    static RequestRefusedException invalid(String message) {
        return new RequestRefusedException(HttpStatus.BAD_REQUEST_400, ErrorType.INVALID_ARGUMENT, message);
    }

    /** 404: what the path names does not exist. */
    static RequestRefusedException notFound(String message) {
        return new RequestRefusedException(HttpStatus.NOT_FOUND_404, ErrorType.NOT_FOUND, message);
    }

    /** 411: the length of the body must be announced. */
    static RequestRefusedException lengthRequired(String message) {
        return new RequestRefusedException(HttpStatus.LENGTH_REQUIRED_411, ErrorType.INVALID_ARGUMENT, message);
    }

    /** 412: somebody else was faster; the message says how to go on. */
    static RequestRefusedException preconditionFailed(String message) {
        return new RequestRefusedException(HttpStatus.PRECONDITION_FAILED_412, ErrorType.WRONG_STATE, message);
    }

    /** 413: the body is longer than is read. */
    static RequestRefusedException tooLarge(String message) {
        return new RequestRefusedException(HttpStatus.PAYLOAD_TOO_LARGE_413, ErrorType.INVALID_ARGUMENT, message);
    }

    int statusCode() {
        return statusCode;
    }

    ErrorType type() {
        return type;
    }
}
