package org.jamesdesk.mailets;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.io.FileHandler;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mailetcontainer.api.MailetLoader;
import org.apache.james.mailetcontainer.api.MatcherLoader;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.transport.mailets.ToProcessor;
import org.apache.james.transport.matchers.All;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.apache.mailet.Matcher;
import org.apache.mailet.MatcherConfig;

/** James' own mailet container over processors in XML; the desk's mailets in it are made by the test. */
final class MailetContainer {
    private MailetContainer() {}

    static MailProcessor of(
            String processors,
            MailetContext context,
            Map<String, Supplier<Mailet>> mailets,
            Map<String, Supplier<Matcher>> matchers)
            throws Exception {
        Injector injector = Guice.createInjector(binder -> {
            binder.bind(MetricFactory.class).toInstance(new RecordingMetricFactory());
            binder.bind(MailetContext.class).toInstance(context);
            binder.bind(MatcherLoader.class).toInstance(config -> initialised(matcher(matchers, config), config));
            binder.bind(MailetLoader.class).toInstance(config -> initialised(mailet(mailets, config), config));
        });
        CompositeProcessorImpl container = injector.getInstance(CompositeProcessorImpl.class);
        container.configure(xml("<processors enableJmx=\"false\">"
                + processors
                + "<processor state=\"root\"/><processor state=\"error\"/></processors>"));
        container.init();
        return container;
    }

    private static XMLConfiguration xml(String text) throws ConfigurationException {
        XMLConfiguration configuration = new XMLConfiguration();
        new FileHandler(configuration).load(new StringReader(text));
        return configuration;
    }

    private static Mailet mailet(Map<String, Supplier<Mailet>> mailets, MailetConfig config) {
        return Optional.ofNullable(mailets.get(config.getMailetName()))
                .orElse(ToProcessor::new)
                .get();
    }

    private static Mailet initialised(Mailet mailet, MailetConfig config) throws MessagingException {
        mailet.init(config);
        return mailet;
    }

    private static Matcher matcher(Map<String, Supplier<Matcher>> matchers, MatcherConfig config) {
        return Optional.ofNullable(matchers.get(config.getMatcherName()))
                .orElse(All::new)
                .get();
    }

    private static Matcher initialised(Matcher matcher, MatcherConfig config) throws MessagingException {
        matcher.init(config);
        return matcher;
    }
}
