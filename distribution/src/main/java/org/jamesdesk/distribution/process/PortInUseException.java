package org.jamesdesk.distribution.process;

import java.util.List;
import java.util.stream.Collectors;

/** Another program listens where the desk would; the message says where and what to do. */
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortInUseException(List<Service.Port> ports) {
        super(ports.stream()
                        .map(port -> "Port " + port.number() + " (" + port.use() + ") is in use by another program.")
                        .collect(Collectors.joining(System.lineSeparator()))
                + System.lineSeparator()
                + "Stop that program, or choose other ports with --port-offset N (N is added to every port).");
    }
}
