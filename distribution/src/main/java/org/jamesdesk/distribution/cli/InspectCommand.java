package org.jamesdesk.distribution.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code james-desk inspect}: reads mails as the server does, without a server. */
@Command(
        name = "inspect",
        description = "Reads mails (message/rfc822 files) as the server would; prints one JSON object a line.")
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files with one mail each")
    private List<String> files = List.of();

    @Override
    public Integer call() throws IOException {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            return new MailInspection(out).inspect(files) ? 0 : 1;
        }
    }
}
