package org.jamesdesk.cassandra.department;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.cassandra.session.Columns;
import org.jamesdesk.cassandra.session.DeskSession;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.department.DepartmentStore;

/** Departments: one partition, because they are few and always read together. One statement a call. */
public final class CassandraDepartmentStore implements DepartmentStore {
    public static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS departments (
                organisation text,
                id text,
                name text,
                default_id text static,
                PRIMARY KEY (organisation, id)
            ) WITH comment = 'Which departments are there, and which is the default?'""";

    private static final String ONLY = "desk";

    private final DeskSession session;
    private final PreparedStatement selectAll;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectDefault;
    private final PreparedStatement insert;
    private final PreparedStatement setDefault;

    public CassandraDepartmentStore(DeskSession session) {
        this.session = session;
        this.selectAll = session.prepare("SELECT id, name FROM departments WHERE organisation = '" + ONLY + "'");
        this.selectOne =
                session.prepare("SELECT id, name FROM departments WHERE organisation = '" + ONLY + "' AND id = :id");
        this.selectDefault =
                session.prepare("SELECT default_id FROM departments WHERE organisation = '" + ONLY + "' LIMIT 1");
        this.insert = session.prepare(
                "INSERT INTO departments (organisation, id, name) VALUES ('" + ONLY + "', :id, :name) IF NOT EXISTS");
        this.setDefault = session.prepare(
                "UPDATE departments SET default_id = :id WHERE organisation = '" + ONLY + "' IF default_id = null");
    }

    @Override
    public List<Department> list() {
        return session.all(selectAll.bind()).stream()
                .filter(row -> !row.isNull("id"))
                .map(CassandraDepartmentStore::department)
                .toList();
    }

    @Override
    public Optional<Department> find(DepartmentId id) {
        return session.first(selectOne
                        .boundStatementBuilder()
                        .setString("id", id.value())
                        .build())
                .map(CassandraDepartmentStore::department);
    }

    @Override
    public boolean createIfAbsent(Department department) {
        var statement =
                insert.boundStatementBuilder().setString("id", department.id().value());
        Columns.setText(statement, "name", department.name());
        return session.execute(statement.setIdempotence(false).build()).wasApplied();
    }

    @Override
    public Optional<DepartmentId> defaultDepartment() {
        return session.first(selectDefault.bind())
                .flatMap(row -> Columns.text(row, "default_id"))
                .map(DepartmentId::new);
    }

    @Override
    public boolean makeDefaultIfNone(DepartmentId id) {
        return session.execute(setDefault
                        .boundStatementBuilder()
                        .setString("id", id.value())
                        .setIdempotence(false)
                        .build())
                .wasApplied();
    }

    private static Department department(Row row) {
        return new Department(new DepartmentId(row.getString("id")), row.getString("name"));
    }
}
