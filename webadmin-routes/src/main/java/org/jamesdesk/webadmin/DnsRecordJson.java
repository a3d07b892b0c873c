package org.jamesdesk.webadmin;

import org.jamesdesk.dns.DnsRecord;

/**
 * A record to publish.
 *
 * @param zoneLine the same as a line of a zone file
 */
record DnsRecordJson(String type, String name, String value, String purpose, String zoneLine) {
    static DnsRecordJson of(DnsRecord record) {
        return new DnsRecordJson(
                "TXT", record.name(), record.value(), record.purpose().apiName(), record.zoneLine());
    }
}
