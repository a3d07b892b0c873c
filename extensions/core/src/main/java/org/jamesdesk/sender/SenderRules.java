package org.jamesdesk.sender;

import java.util.Optional;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;

/** What an administrator may do with From addresses, decided by what is set; changes nothing. */
final class SenderRules {
    private final ConfigurationView configuration;
    private final RelayPorts ports;

    SenderRules(ConfigurationView configuration, RelayPorts ports) {
        this.configuration = configuration;
        this.ports = ports;
    }

    /** What has to be shown before an address may send by a way that was asked for. */
    enum Proof {
        /** Nothing: the way stays as it is. */
        NONE,
        /** That mail to the address arrives at somebody who says yes (R31). */
        ANSWER,
        /** That the relay lets the address in (R37). */
        LOGIN,
        /** That the provider's account holder agrees (R45). */
        CONSENT
    }

    /**
     * The proof that a request needs.
     *
     * @throws ChangeRefusedException when the request breaks a rule
     */
    Proof proofFor(SenderId id, SenderRequest request) {
        Optional<Sender> existing = checked(id, request.transport(), "transport.");
        if (request.friendlyName().isEmpty()) {
            throw ChangeRefusedException.invalid("friendlyName: a text of 1 to 100 characters expected");
        }
        Proof proof = proof(existing, request.transport());
        if (proof == Proof.CONSENT && request.isDefault().isPresent()) {
            throw ChangeRefusedException.conflict(
                    "default: can be set when the provider has given its consent; until then leave it out");
        }
        return proof;
    }

    /**
     * The sender that is to be authenticated anew in this way.
     *
     * @throws ChangeRefusedException when there is none, or it is authenticated in another way
     */
    Sender toAuthenticate(SenderId id, TransportRequest transport) {
        Sender sender = checked(id, transport, "").orElseThrow(() -> missing(id));
        TransportType type = sender.transport().type();
        if (type == TransportType.SERVER) {
            throw ChangeRefusedException.conflict(
                    id.address()
                            + " is sent by this server, which needs no login; …/verification sends its verification mail again");
        }
        if (type != transport.type()) {
            throw ChangeRefusedException.conflict("type: " + id.address() + " is sent by " + type.apiName()
                    + "; to change that, PUT the sender itself");
        }
        if (transport instanceof TransportRequest.Smtp smtp && smtp.password().isEmpty()) {
            throw ChangeRefusedException.invalid("password: the password of " + id.address() + " expected");
        }
        return sender;
    }

    /**
     * The sender, if it is one already, that is to be verified by the consent that was asked for; much may have changed since.
     *
     * @throws ChangeRefusedException when the request would break a rule now, or the sender was deleted meanwhile
     */
    Optional<Sender> consented(ConsentRequest asked) {
        Optional<Sender> existing = checked(asked.sender(), new TransportRequest.Provider(asked.provider()), "");
        if (asked.existing() && existing.isEmpty()) {
            throw missing(asked.sender());
        }
        return existing;
    }

    /**
     * The sender that was added with this name.
     *
     * @throws ChangeRefusedException when there is none, or it is a support address
     */
    Sender added(SenderId id) {
        requireDepartment(id.department());
        refuseSupportAddress(id);
        return configuration.find(Sender.KIND, id.asString()).orElseThrow(() -> missing(id));
    }

    /**
     * The department.
     *
     * @throws ChangeRefusedException when there is none
     */
    Department requireDepartment(DepartmentId id) {
        return configuration
                .find(Department.KIND, id.value())
                .orElseThrow(() -> ChangeRefusedException.missing("there is no department " + id));
    }

    /** The support address with this name, which is a From address by itself (R29). */
    Optional<SupportAddress> supportAddress(SenderId id) {
        requireDepartment(id.department());
        Optional<SupportAddress> support = new FromAddresses(configuration).support(id);
        support.filter(address -> !address.department().equals(id.department())).ifPresent(address -> {
            throw ChangeRefusedException.conflict(
                    id.address() + " is a support address of the department " + address.department());
        });
        return support;
    }

    void refuseSupportAddress(SenderId id) {
        if (supportAddress(id).isPresent()) {
            throw ChangeRefusedException.conflict(id.address()
                    + " is a support address: it is a verified From address as long as it is one; change it at"
                    + " /desk/supportAddresses");
        }
    }

    /** @param place where the transport stands in the request */
    private Optional<Sender> checked(SenderId id, TransportRequest transport, String place) {
        requireDepartment(id.department());
        refuseSupportAddress(id);
        if (transport instanceof TransportRequest.Smtp smtp
                && !ports.allows(smtp.relay().port())) {
            throw ChangeRefusedException.invalid(place + "port: one of " + ports.asString() + " expected");
        }
        Optional<Sender> existing = configuration.find(Sender.KIND, id.asString());
        existing.ifPresent(sender -> refuseConversion(sender.transport().type(), transport.type(), place));
        return existing;
    }

    /** R51: who gave a password for an address must not find it sent by consent one day, and the other way round. */
    private static void refuseConversion(TransportType from, TransportType to, String place) {
        if (from == TransportType.SMTP && to.isOAuth() || from.isOAuth() && to == TransportType.SMTP) {
            throw ChangeRefusedException.conflict(place + "type: a sender is not converted from " + from.apiName()
                    + " to " + to.apiName() + "; delete it and create it anew");
        }
    }

    private static Proof proof(Optional<Sender> existing, TransportRequest transport) {
        if (transport instanceof TransportRequest.Smtp smtp) {
            if (smtp.password().isPresent()) {
                return Proof.LOGIN;
            }
            // A password that is kept is never shown to another server than the one it was given for.
            if (existing.flatMap(sender -> sender.transport().relay())
                    .filter(smtp.relay()::equals)
                    .isEmpty()) {
                throw ChangeRefusedException.invalid(
                        "transport.password: expected for a new relay, port, protection or user name");
            }
            return Proof.NONE;
        }
        Optional<Sender> sameWay = existing.filter(sender -> sender.transport().type() == transport.type());
        if (transport instanceof TransportRequest.Server) {
            return sameWay.isPresent() ? Proof.NONE : Proof.ANSWER;
        }
        return sameWay.filter(Sender::verified).isPresent() ? Proof.NONE : Proof.CONSENT;
    }

    private static ChangeRefusedException missing(SenderId id) {
        return ChangeRefusedException.missing(
                "the department " + id.department() + " has no From address " + id.address());
    }
}
