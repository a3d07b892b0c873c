package org.jamesdesk.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jamesdesk.agent.AgentAdministration;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.token.DeskTokens;

/** What an administrator may do with support addresses (R6–R22): edits of a draft, each of which is refused or complete. */
public final class SupportAddressAdministration {
    /** How many outside mailboxes may forward to one address. */
    public static final int MOST_EXTERNAL_ADDRESSES = 100;

    private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");

    private final DeskDomains domains;

    /** @param domains where support addresses may be */
    public SupportAddressAdministration(DeskDomains domains) {
        this.domains = domains;
    }

    /**
     * What an administrator writes about an address, unchecked. What is empty takes its default: the name of the department,
     * the default department, no outside mailbox, {@code park}.
     */
    public record Wanted(
            Optional<String> friendlyName,
            Optional<String> department,
            Optional<List<String>> externalAddresses,
            Optional<String> whenStopped) {
        public Wanted {
            Objects.requireNonNull(friendlyName, "friendlyName");
            Objects.requireNonNull(department, "department");
            externalAddresses = externalAddresses.map(List::copyOf);
            Objects.requireNonNull(whenStopped, "whenStopped");
        }
    }

    /**
     * The address that is meant by a local part alone, in the desk domain, or by an address in full (R6).
     *
     * @throws ChangeRefusedException when it is neither
     */
    public EmailAddress named(String text) {
        String full = text.contains("@") ? text : text + "@" + domains.main();
        return EmailAddress.tryParse(full)
                .orElseThrow(() -> ChangeRefusedException.invalid(
                        "address: a local part such as sales, or an address such as sales@" + domains.main()
                                + ", expected"));
    }

    /**
     * Creates an address, with its intake started, or replaces all that is written about one; whether it takes mail stays.
     *
     * @return whether it is new
     * @throws ChangeRefusedException naming the field and the rule
     */
    public boolean put(Draft draft, EmailAddress address, Wanted wanted) {
        Optional<SupportAddress> before = draft.find(SupportAddress.KIND, address.key());
        Department department = department(draft, wanted.department());
        SupportAddress after = new SupportAddress(
                address,
                wanted.friendlyName().orElse(department.name()),
                department.id(),
                before.map(SupportAddress::takesMail).orElse(true),
                wanted.whenStopped()
                        .map(name -> parsed("whenStopped", name, SupportAddressAdministration::whenStopped))
                        .orElse(WhenStopped.PARK),
                wanted.externalAddresses()
                        .map(SupportAddressAdministration::externalAddresses)
                        .orElse(List.of()));
        draft.put(SupportAddress.KIND, checked(after));
        AddressRules.check(draft);
        AgentAdministration.check(draft);
        return before.isEmpty();
    }

    private static Department department(ConfigurationView configuration, Optional<String> name) {
        DepartmentId id = name.map(text -> parsed("department", text, DepartmentId::new))
                .orElseGet(() -> DeskDefaults.of(configuration).department());
        return configuration
                .find(Department.KIND, id.value())
                .orElseThrow(() -> ChangeRefusedException.invalid("department: there is no department " + id));
    }

    private static WhenStopped whenStopped(String name) {
        for (WhenStopped one : WhenStopped.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException("park or refuse expected");
    }

    private static List<EmailAddress> externalAddresses(List<String> texts) {
        List<EmailAddress> addresses = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            addresses.add(parsed("externalAddresses[" + i + "]", texts.get(i), EmailAddress::parse));
        }
        return addresses;
    }

    private static <T> T parsed(String field, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw ChangeRefusedException.invalid(field + ": " + e.getMessage());
        }
    }

    /**
     * An address that keeps the rules for each by itself; those across addresses are {@link AddressRules}.
     *
     * @return the same, with its friendly name stripped
     * @throws ChangeRefusedException naming the field and the rule
     */
    public SupportAddress checked(SupportAddress address) {
        checkName(address.address());
        List<EmailAddress> external = address.externalAddresses();
        if (external.size() > MOST_EXTERNAL_ADDRESSES) {
            throw ChangeRefusedException.invalid("externalAddresses: at most " + MOST_EXTERNAL_ADDRESSES);
        }
        for (int i = 0; i < external.size(); i++) {
            if (external.subList(0, i).contains(external.get(i))) {
                throw ChangeRefusedException.invalid(
                        "externalAddresses[" + i + "]: " + external.get(i) + " is named twice");
            }
        }
        return new SupportAddress(
                address.address(),
                parsed("friendlyName", address.friendlyName(), FriendlyName::new)
                        .value(),
                address.department(),
                address.takesMail(),
                address.whenStopped(),
                external);
    }

    private void checkName(EmailAddress address) {
        if (!domains.contains(address.domain())) {
            throw ChangeRefusedException.invalid("address: the desk has addresses in these domains only: " + domains);
        }
        String localPart = address.localPart();
        if (!LOCAL_PART.matcher(localPart).matches()) {
            throw ChangeRefusedException.invalid(
                    "address: the part before @ has 1 to 64 letters of a to z, digits and inner . _ - (what follows a +"
                            + " is for the desk's own tokens)");
        }
        if (DeskTokens.isReserved(localPart)) {
            throw ChangeRefusedException.invalid("address: " + localPart + "@ is for the desk's own use");
        }
    }

    /**
     * Deletes an address; nothing happens when there is none. Its tickets stay. When it was the default address, another one
     * of its department becomes it, or else the first of the desk; what sent from it by default goes by R28.
     *
     * @throws ChangeRefusedException when it is the last one (R16)
     */
    public void delete(Draft draft, EmailAddress address) {
        Optional<SupportAddress> gone = draft.find(SupportAddress.KIND, address.key());
        if (gone.isEmpty()) {
            return;
        }
        draft.remove(SupportAddress.KIND, address.key());
        List<SupportAddress> left = draft.all(SupportAddress.KIND);
        if (left.isEmpty()) {
            throw ChangeRefusedException.conflict(
                    address + " is the last support address of the desk, which must stay: create another one first");
        }
        DeskDefaults defaults = DeskDefaults.of(draft);
        if (defaults.supportAddress().equals(address)) {
            draft.put(
                    DeskDefaults.KIND,
                    defaults.withSupportAddress(successor(left, gone.get().department())));
        }
        draft.all(Department.KIND).stream()
                .filter(department -> department.defaultSender().equals(Optional.of(address)))
                .filter(department -> draft.find(Sender.KIND, new SenderId(department.id(), address).asString())
                        .isEmpty())
                .forEach(department -> draft.put(
                        Department.KIND, new Department(department.id(), department.name(), Optional.empty())));
    }

    private static EmailAddress successor(List<SupportAddress> left, DepartmentId department) {
        return left.stream()
                .filter(address -> address.department().equals(department))
                .findFirst()
                .orElseGet(() -> left.get(0))
                .address();
    }

    /** Makes an address the default of the desk. */
    public void makeDefault(Draft draft, EmailAddress address) {
        existing(draft, address);
        draft.put(DeskDefaults.KIND, DeskDefaults.of(draft).withSupportAddress(address));
    }

    /** Starts or stops the intake of an address (R19). */
    public void setIntake(Draft draft, EmailAddress address, boolean takesMail) {
        SupportAddress before = existing(draft, address);
        draft.put(
                SupportAddress.KIND,
                new SupportAddress(
                        before.address(),
                        before.friendlyName(),
                        before.department(),
                        takesMail,
                        before.whenStopped(),
                        before.externalAddresses()));
    }

    /**
     * The address with this name.
     *
     * @throws ChangeRefusedException when there is none
     */
    public static SupportAddress existing(ConfigurationView configuration, EmailAddress address) {
        return configuration
                .find(SupportAddress.KIND, address.key())
                .orElseThrow(() -> ChangeRefusedException.missing("there is no support address " + address));
    }
}
