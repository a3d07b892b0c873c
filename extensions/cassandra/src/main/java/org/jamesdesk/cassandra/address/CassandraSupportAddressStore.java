package org.jamesdesk.cassandra.address;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.SupportAddressStore;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.cassandra.session.ListColumn;
import org.jamesdesk.department.DepartmentId;

/**
 * Support addresses: one partition, because they are always read together; ten thousand are about two megabytes. One
 * statement a call.
 */
public final class CassandraSupportAddressStore implements SupportAddressStore {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS support_addresses (
                organisation text,
                address_key text,
                address text,
                friendly_name text,
                department text,
                takes_mail boolean,
                when_stopped text,
                external_addresses text,
                default_address text static,
                PRIMARY KEY (organisation, address_key)
            ) WITH comment = 'Which support addresses are there, and which is the default?'""";

    private static final String ONLY = "desk";
    private static final String COLUMNS =
            "address, friendly_name, department, takes_mail, when_stopped, external_addresses";

    private final DeskSession session;
    private final PreparedStatement selectAll;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectDefault;
    private final PreparedStatement insert;
    private final PreparedStatement setDefault;

    public CassandraSupportAddressStore(DeskSession session) {
        this.session = session;
        this.selectAll =
                session.prepare("SELECT " + COLUMNS + " FROM support_addresses WHERE organisation = '" + ONLY + "'");
        this.selectOne = session.prepare("SELECT " + COLUMNS + " FROM support_addresses WHERE organisation = '" + ONLY
                + "' AND address_key = :key");
        this.selectDefault = session.prepare(
                "SELECT default_address FROM support_addresses WHERE organisation = '" + ONLY + "' LIMIT 1");
        this.insert = session.prepare("INSERT INTO support_addresses (organisation, address_key, " + COLUMNS
                + ") VALUES ('" + ONLY + "', :key, :address, :name, :department, :takes, :stopped, :external)"
                + " IF NOT EXISTS");
        this.setDefault = session.prepare("UPDATE support_addresses SET default_address = :address"
                + " WHERE organisation = '" + ONLY + "' IF default_address = null");
    }

    @Override
    public List<SupportAddress> list() {
        return session.all(selectAll.bind()).stream()
                .filter(row -> !row.isNull("address"))
                .map(CassandraSupportAddressStore::supportAddress)
                .sorted(Comparator.comparing(SupportAddress::address))
                .toList();
    }

    @Override
    public Optional<SupportAddress> find(EmailAddress address) {
        var statement = selectOne.boundStatementBuilder();
        Columns.setText(statement, "key", address.key());
        return session.first(statement.build()).map(CassandraSupportAddressStore::supportAddress);
    }

    @Override
    public boolean createIfAbsent(SupportAddress supportAddress) {
        var statement = insert.boundStatementBuilder()
                .setBoolean("takes", supportAddress.takesMail())
                .setString("stopped", supportAddress.whenStopped().name())
                .setString("department", supportAddress.department().value());
        Columns.setText(statement, "key", supportAddress.address().key());
        Columns.setText(statement, "address", supportAddress.address().asString());
        Columns.setText(statement, "name", supportAddress.friendlyName());
        Columns.setText(statement, "external", ListColumn.ofAddresses(supportAddress.externalAddresses()));
        return session.execute(statement.setIdempotence(false).build()).wasApplied();
    }

    @Override
    public Optional<EmailAddress> defaultAddress() {
        return session.first(selectDefault.bind())
                .flatMap(row -> Columns.text(row, "default_address"))
                .map(EmailAddress::parse);
    }

    @Override
    public boolean makeDefaultIfNone(EmailAddress address) {
        var statement = setDefault.boundStatementBuilder();
        Columns.setText(statement, "address", address.asString());
        return session.execute(statement.setIdempotence(false).build()).wasApplied();
    }

    private static SupportAddress supportAddress(Row row) {
        return new SupportAddress(
                EmailAddress.parse(row.getString("address")),
                row.getString("friendly_name"),
                new DepartmentId(row.getString("department")),
                row.getBoolean("takes_mail"),
                WhenStopped.valueOf(row.getString("when_stopped")),
                ListColumn.toAddresses(Columns.text(row, "external_addresses")));
    }
}
