package org.jamesdesk.webadmin;

import java.util.Optional;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import spark.Request;

/** Who makes a request, for the record of changes. */
final class Administrator {
    private static final String ANONYMOUS = "anonymous";

    private Administrator() {}

    /** The subject of the token; {@code anonymous} where WebAdmin asks for no token. */
    static String of(Request request) {
        Optional<Object> login = Optional.ofNullable(request.attribute(AuthenticationFilter.LOGIN));
        return login.map(Object::toString).filter(name -> !name.isBlank()).orElse(ANONYMOUS);
    }
}
