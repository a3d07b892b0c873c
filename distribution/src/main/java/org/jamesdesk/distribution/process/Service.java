package org.jamesdesk.distribution.process;

import java.util.List;
import org.jamesdesk.engines.Engine;

/**
 * One of the desk's processes.
 *
 * @param name what people call it
 * @param engine the process
 * @param ports the ports that it opens
 */
public record Service(String name, Engine engine, List<Port> ports) {
    public Service {
        ports = List.copyOf(ports);
    }

    /**
     * A port that a service opens.
     *
     * @param use what it is for
     * @param number the TCP port
     */
    public record Port(String use, int number) {}
}
