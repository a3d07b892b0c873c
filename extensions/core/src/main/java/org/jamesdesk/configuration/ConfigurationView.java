package org.jamesdesk.configuration;

import java.util.List;
import java.util.Optional;

/** Something to look values up in: the configuration that holds, or one with changes that are just being made. */
public interface ConfigurationView {
    /** The value with this key. */
    <T> Optional<T> find(Kind<T> kind, String key);

    /** All values of a kind, in the order of their keys. */
    <T> List<T> all(Kind<T> kind);
}
