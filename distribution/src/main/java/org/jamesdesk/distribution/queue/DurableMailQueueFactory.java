package org.jamesdesk.distribution.queue;

import javax.inject.Inject;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.jms.JMSMailQueueFactory;

/** Makes James' mail queues (spool and others) on the {@link EmbeddedBroker}. */
public final class DurableMailQueueFactory extends JMSMailQueueFactory {
    private final EmbeddedBroker broker;

    @Inject
    public DurableMailQueueFactory(
            EmbeddedBroker broker,
            MailQueueItemDecoratorFactory decorators,
            MetricFactory metrics,
            GaugeRegistry gauges) {
        super(broker.connections(), decorators, metrics, gauges);
        this.broker = broker;
        setUseJMX(false);
    }

    @Override
    protected ManageableMailQueue createCacheableMailQueue(MailQueueName name) {
        return new DurableMailQueue(
                broker.connections(), mailQueueItemDecoratorFactory, name, metricFactory, gaugeRegistry);
    }
}
