package org.jamesdesk.distribution.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jamesdesk.james.Keyset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code james-desk rotate-secrets}: a new key for the secrets of senders; the old ones still open what they sealed. */
@Command(
        name = "rotate-secrets",
        description = "Adds a new key to the keyset with which passwords and tokens of senders are encrypted.")
final class RotateSecretsCommand implements Callable<Integer> {
    @Mixin
    private DeskOptions options;

    @Option(
            names = "--keyset",
            paramLabel = "FILE",
            description = "The keyset. Default: conf/desk-secrets.keyset.json in the home")
    private Optional<Path> keyset = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path file = keyset.orElseGet(() -> options.home().conf().resolve("desk-secrets.keyset.json"));
        try {
            Keyset.rotate(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no keyset at " + file + "; the first start makes it");
        }
        spec.commandLine()
                .getOut()
                .println("Added a new key to " + file + ". Copy the file to every node, then restart all of them.");
        return 0;
    }
}
