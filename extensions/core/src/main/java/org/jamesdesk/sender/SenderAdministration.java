package org.jamesdesk.sender;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jamesdesk.address.FriendlyName;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Draft;
import org.jamesdesk.delivery.SenderRelease;
import org.jamesdesk.department.Department;
import org.jamesdesk.sender.SenderRules.Proof;

/**
 * Adds, changes and removes From addresses (requirements, section B). What may be done is decided by {@link SenderRules}, at
 * the very state that the change is made to; the proof that an address is the organisation's own is had before (a login) or
 * begun after (a mail, consent).
 *
 * <p>Every method takes who makes the change, for the record, and a condition that is checked at that same state; what it
 * throws ends the change.
 */
public final class SenderAdministration {
    private final Configurations configurations;
    private final RelayPorts ports;
    private final CredentialsStore credentials;
    private final RelayLogin login;
    private final ProviderConsent consent;
    private final SenderVerification verification;
    private final SenderRelease release;

    public SenderAdministration(
            Configurations configurations,
            RelayPorts ports,
            CredentialsStore credentials,
            RelayLogin login,
            ProviderConsent consent,
            SenderVerification verification,
            SenderRelease release) {
        this.configurations = configurations;
        this.ports = ports;
        this.credentials = credentials;
        this.login = login;
        this.consent = consent;
        this.verification = verification;
        this.release = release;
    }

    /**
     * Adds a From address or replaces it.
     *
     * @throws ChangeRefusedException when a rule is broken, or the relay refuses the login; nothing was changed
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    public SavedSender put(String who, Consumer<Draft> condition, SenderId id, SenderRequest request) {
        Optional<Proof> needed = configurations.change(who, draft -> {
            condition.accept(draft);
            SenderRules rules = rules(draft);
            return rules.supportAddress(id).isPresent() ? Optional.empty() : Optional.of(rules.proofFor(id, request));
        });
        return needed.map(proof -> put(who, condition, id, request, proof))
                .orElseGet(() -> putSupportAddress(who, condition, id, request));
    }

    private SavedSender put(String who, Consumer<Draft> condition, SenderId id, SenderRequest request, Proof proof) {
        return switch (proof) {
            case NONE -> save(who, condition, id, request, proof, Optional.empty());
            case ANSWER -> {
                Verification begun = verification.fresh();
                SavedSender saved = save(who, condition, id, request, proof, Optional.of(begun));
                verification.mail(id, begun);
                credentials.remove(id);
                yield saved;
            }
            case LOGIN -> {
                TransportRequest.Smtp smtp = (TransportRequest.Smtp) request.transport();
                logIn(id, smtp);
                SavedSender saved = save(who, condition, id, request, proof, Optional.empty());
                authenticated(id, smtp.relay());
                yield saved;
            }
            case CONSENT -> new SavedSender.ConsentNeeded(
                    begin(who, id, request.friendlyName().orElseThrow(), request.transport()));
        };
    }

    /**
     * Gives a sender whose login or consent stopped working a new one (R54); mails that wait for it go out.
     *
     * @throws ChangeRefusedException when there is no such sender, or the relay refuses this login too
     */
    public SavedSender authenticate(String who, Consumer<Draft> condition, SenderId id, TransportRequest transport) {
        Sender sender = configurations.change(who, draft -> {
            condition.accept(draft);
            return rules(draft).toAuthenticate(id, transport);
        });
        if (transport instanceof TransportRequest.Smtp smtp) {
            logIn(id, smtp);
            Sender authenticated = configurations.change(who, draft -> {
                condition.accept(draft);
                Sender now = rules(draft).toAuthenticate(id, transport);
                return put(draft, proven(now, new Transport(TransportType.SMTP, Optional.of(smtp.relay()))));
            });
            authenticated(id, smtp.relay());
            return new SavedSender.Kept(authenticated, false);
        }
        return new SavedSender.ConsentNeeded(begin(who, id, new FriendlyName(sender.friendlyName()), transport));
    }

    /**
     * Takes what the provider made the administrator's browser bring back: when consent was given, the sender is there, is
     * verified, and its mails go out.
     *
     * @throws ChangeRefusedException when consent was given to what the rules do not allow any more; nothing was changed
     */
    public ConsentOutcome consented(ConsentAnswer answer) {
        ConsentOutcome outcome = consent.complete(answer);
        if (outcome instanceof ConsentOutcome.Given given) {
            ConsentRequest asked = given.request();
            Transport transport = new Transport(asked.provider(), Optional.of(given.relay()));
            Function<Draft, Sender> edit = draft -> {
                Sender sender = rules(draft)
                        .consented(asked)
                        .orElseGet(() -> unproven(asked.sender(), asked.friendlyName(), transport));
                return put(draft, proven(sender, transport));
            };
            configurations.rehearse(edit);
            credentials.put(asked.sender(), given.relay(), given.tokens());
            configurations.change(asked.who(), edit);
            authenticated(asked.sender(), given.relay());
        }
        return outcome;
    }

    /**
     * Puts a sender out of use, or into use again (R56, R57). It stays its department's default: while it is out of use the
     * support address sends (R28). Back in use, what waits for it goes out.
     *
     * @throws ChangeRefusedException when there is no such sender
     */
    public Sender setActive(String who, Consumer<Draft> condition, SenderId id, boolean active) {
        Sender changed = configurations.change(who, draft -> {
            condition.accept(draft);
            Sender sender = rules(draft).added(id);
            return put(
                    draft,
                    new Sender(
                            sender.department(),
                            sender.address(),
                            sender.friendlyName(),
                            sender.transport(),
                            sender.verified(),
                            active,
                            sender.failure(),
                            sender.verification()));
        });
        if (changed.isUsable()) {
            release.release(id);
        }
        return changed;
    }

    /**
     * Removes a sender and what it knows of secrets (R58). Where it was its department's default, there is none then. One
     * that is not there is removed already.
     *
     * @throws ChangeRefusedException when there is no such department, or it is a support address
     */
    public void remove(String who, Consumer<Draft> condition, SenderId id) {
        configurations.edit(who, draft -> {
            condition.accept(draft);
            SenderRules rules = rules(draft);
            rules.refuseSupportAddress(id);
            setDefault(draft, rules.requireDepartment(id.department()), id, false);
            draft.remove(Sender.KIND, id.asString());
        });
        credentials.remove(id);
    }

    /** A support address is a From address by itself: all that can be chosen here is whether it is the default. */
    private SavedSender putSupportAddress(String who, Consumer<Draft> condition, SenderId id, SenderRequest request) {
        Sender sender = configurations.change(who, draft -> {
            condition.accept(draft);
            SenderRules rules = rules(draft);
            SupportAddress support = rules.supportAddress(id)
                    .orElseThrow(
                            () -> ChangeRefusedException.conflict(id.address() + " is no support address any more"));
            if (request.transport().type() != TransportType.SERVER) {
                throw ChangeRefusedException.conflict(
                        "transport.type: " + id.address() + " is a support address, and those are sent by this server");
            }
            if (request.friendlyName()
                    .filter(name -> !name.value().equals(support.friendlyName()))
                    .isPresent()) {
                throw ChangeRefusedException.conflict("friendlyName: " + id.address()
                        + " is a support address; change its name at /desk/supportAddresses");
            }
            Department department = rules.requireDepartment(id.department());
            request.isDefault().ifPresent(isDefault -> setDefault(draft, department, id, isDefault));
            return new FromAddresses(draft).find(id).orElseThrow();
        });
        return new SavedSender.Kept(sender, false);
    }

    private SavedSender save(
            String who,
            Consumer<Draft> condition,
            SenderId id,
            SenderRequest request,
            Proof proof,
            Optional<Verification> begun) {
        return configurations.change(who, draft -> {
            condition.accept(draft);
            SenderRules rules = rules(draft);
            if (rules.proofFor(id, request) != proof) {
                throw ChangeRefusedException.conflict(id.address() + " was changed meanwhile; read it and try again");
            }
            Department department = rules.requireDepartment(id.department());
            Optional<Sender> existing = draft.find(Sender.KIND, id.asString());
            Sender sender = put(
                    draft,
                    saved(existing, id, request.friendlyName().orElseThrow(), request.transport(), proof, begun));
            request.isDefault().ifPresent(isDefault -> setDefault(draft, department, id, isDefault));
            return new SavedSender.Kept(sender, existing.isEmpty());
        });
    }

    private static Sender saved(
            Optional<Sender> existing,
            SenderId id,
            FriendlyName name,
            TransportRequest transport,
            Proof proof,
            Optional<Verification> begun) {
        if (proof == Proof.NONE) {
            Sender kept = existing.orElseThrow();
            return new Sender(
                    kept.department(),
                    kept.address(),
                    name.value(),
                    kept.transport(),
                    kept.verified(),
                    kept.active(),
                    kept.failure(),
                    kept.verification());
        }
        Transport way = transport instanceof TransportRequest.Smtp smtp
                ? new Transport(TransportType.SMTP, Optional.of(smtp.relay()))
                : Transport.SERVER;
        return new Sender(
                id.department(),
                id.address(),
                name.value(),
                way,
                proof == Proof.LOGIN,
                existing.map(Sender::active).orElse(true),
                Optional.empty(),
                begun);
    }

    private static Sender unproven(SenderId id, String friendlyName, Transport transport) {
        return new Sender(
                id.department(),
                id.address(),
                friendlyName,
                transport,
                false,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static Sender proven(Sender sender, Transport transport) {
        return new Sender(
                sender.department(),
                sender.address(),
                sender.friendlyName(),
                transport,
                true,
                sender.active(),
                Optional.empty(),
                Optional.empty());
    }

    private static Sender put(Draft draft, Sender sender) {
        draft.put(Sender.KIND, sender);
        return sender;
    }

    private static void setDefault(Draft draft, Department department, SenderId id, boolean isDefault) {
        if (isDefault) {
            draft.put(Department.KIND, new Department(department.id(), department.name(), Optional.of(id.address())));
        } else if (department.defaultSender().filter(id.address()::equals).isPresent()) {
            draft.put(Department.KIND, new Department(department.id(), department.name()));
        }
    }

    /**
     * Keeps the password before the change: a sender that is verified and has none would fail at its first mail. Should the
     * change fail, the sender has its former relay's still, and no other relay is ever shown this one.
     */
    private void logIn(SenderId id, TransportRequest.Smtp smtp) {
        Credentials password = new Credentials.Password(smtp.password().orElseThrow());
        try {
            login.check(smtp.relay(), password);
        } catch (LoginRefusedException e) {
            throw ChangeRefusedException.conflict(e.getMessage());
        }
        credentials.put(id, smtp.relay(), password);
    }

    /** After the change: lets go what waited for it, and forgets what was for a former relay. */
    private void authenticated(SenderId id, SmtpRelay relay) {
        release.release(id);
        credentials.removeOthers(id, relay);
    }

    private URI begin(String who, SenderId id, FriendlyName name, TransportRequest transport) {
        try {
            boolean existing =
                    configurations.inForce().find(Sender.KIND, id.asString()).isPresent();
            return consent.begin(
                    new ConsentRequest(id.department(), id.address(), name.value(), transport.type(), who, existing));
        } catch (ProviderNotConfiguredException e) {
            throw ChangeRefusedException.conflict(e.getMessage());
        }
    }

    private SenderRules rules(Draft draft) {
        return new SenderRules(draft, ports);
    }
}
