package org.jamesdesk.james;

import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.lifecycle.api.StartUpCheck.CheckResult;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.utils.UserDefinedStartable;

/**
 * Starts the desk in a James that it extends by its jar, or ends that start when the desk is named in some of James'
 * configuration files and not in others.
 *
 * <p>Named in {@code extensions.properties} ({@code guice.extension.startable}); the class name is public API.
 */
public final class DeskStartable implements UserDefinedStartable {
    private final DeskLifecycle lifecycle;
    private final DeskSmtpCheck smtp;
    private final DeskProcessorsCheck processors;
    private final CompositeProcessorImpl container;

    @Inject
    DeskStartable(
            DeskLifecycle lifecycle,
            DeskSmtpCheck smtp,
            DeskProcessorsCheck processors,
            CompositeProcessorImpl container) {
        this.lifecycle = lifecycle;
        this.smtp = smtp;
        this.processors = processors;
        this.container = container;
    }

    @Override
    public void start() {
        CheckResult hook = smtp.check();
        if (hook.isBad()) {
            throw new IllegalStateException(hook.toString());
        }
        try {
            processors.check(container);
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        lifecycle.start();
    }
}
