package org.jamesdesk.cassandra.dkim;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.dkim.DkimKeyStore;

/** Sealed private keys. One statement a call; asked once for each key by each node. */
public final class CassandraDkimKeyStore implements DkimKeyStore {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS dkim_private_keys (
                domain text,
                selector text,
                sealed blob,
                PRIMARY KEY (domain, selector)
            ) WITH comment = 'With which private key, encrypted, is mail of this domain signed?'""";

    private final DeskSession session;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    public CassandraDkimKeyStore(DeskSession session) {
        this.session = session;
        this.insert = session.prepare(
                "INSERT INTO dkim_private_keys (domain, selector, sealed) VALUES (:domain, :selector, :sealed)");
        this.select =
                session.prepare("SELECT sealed FROM dkim_private_keys WHERE domain = :domain AND selector = :selector");
        this.delete = session.prepare("DELETE FROM dkim_private_keys WHERE domain = :domain AND selector = :selector");
    }

    @Override
    public void put(String domain, String selector, byte[] sealed) {
        session.execute(insert.boundStatementBuilder()
                .setString("domain", domain)
                .setString("selector", selector)
                .setByteBuffer("sealed", ByteBuffer.wrap(sealed))
                .build());
    }

    @Override
    public Optional<byte[]> find(String domain, String selector) {
        return session.first(select.boundStatementBuilder()
                        .setString("domain", domain)
                        .setString("selector", selector)
                        .build())
                .map(row -> bytes(row.getByteBuffer("sealed")));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void remove(String domain, String selector) {
        session.execute(delete.boundStatementBuilder()
                .setString("domain", domain)
                .setString("selector", selector)
                .build());
    }
}
