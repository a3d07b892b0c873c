package org.jamesdesk.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Real mails with expected results. They are other people's and no part of the project, so they may be absent.
 *
 * @param folder where they lie: for each exam a folder with {@code expected-dev.jsonl} and {@code cases/*.eml}
 */
public record Corpora(Path folder) {
    /** Those of the property {@code desk.corpora}. */
    public static Corpora configured() {
        return new Corpora(Path.of(System.getProperty("desk.corpora", "../shared/corpora")));
    }

    public boolean arePresent() {
        return Files.isDirectory(folder);
    }

    /** The mails of an exam, in the order of the corpus. */
    public List<CorpusMail> mails(String exam) throws IOException {
        Path home = folder.resolve(exam);
        ObjectMapper json = new ObjectMapper();
        List<CorpusMail> mails = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve("expected-dev.jsonl"))) {
            Fields mail = new Fields(json.readTree(line));
            mails.add(new CorpusMail(
                    mail.requiredText("id"),
                    home.resolve(mail.requiredText("file")),
                    Set.copyOf(mail.texts("tags")),
                    mail.object("expect")));
        }
        return List.copyOf(mails);
    }
}
